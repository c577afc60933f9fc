import { tickEveryMs } from '#shared/wire/push.ts';
import type { Tick } from './screen-state.ts';

/**
 * What the world's clock reads `sinceTickMs` of real time after a tick, in milliseconds: carried on at the world's speed
 * until the next tick is due and no further, so that a dead feed never shows a running clock. Null before
 * the world's first tick.
 */
export function worldTimeMs(tick: Tick | null, sinceTickMs: number): number | null {
  if (!tick?.worldTime) return null;
  return Date.parse(tick.worldTime) + Math.min(Math.max(sinceTickMs, 0), tickEveryMs) * tick.speed;
}
