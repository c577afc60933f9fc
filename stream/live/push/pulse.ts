import { tickEveryMs } from '#shared/wire/push.ts';

type Clock = { readonly time: string; readonly speed: number } | null;

/**
 * Whether a world's clock is still heard. A screen trusts what it shows for as long as we tick; so a tick must vouch for
 * the whole path, not for our own life. When the door, or the log between us, falls silent, a running world's clock stops
 * moving here, and then we do not tick: the screen warns, and turns grey. A world that stands still, or has no clock yet,
 * has nothing to be silent about.
 */
export function createPulse() {
  const heard = new Map<string, { readonly time: string; readonly atMs: number }>();
  return {
    isHeard(world: string, clock: Clock, nowMs: number): boolean {
      if (!clock) return true;
      const last = heard.get(world);
      if (last?.time !== clock.time) {
        heard.set(world, { time: clock.time, atMs: nowMs });
        return true;
      }
      return clock.speed === 0 || nowMs - last.atMs < tickEveryMs;
    },
  };
}
