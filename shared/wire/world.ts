import { z } from 'zod';

/** `live`, `sim:<run>`, `replay:<run>` or `drill:<id>`. Every event, roll-up, state and topic belongs to exactly one. */
export const worldName = z.string().regex(/^(live|(sim|replay|drill):[a-z0-9][a-z0-9-]{0,30})$/, {
  error: 'world: live, sim:<run>, replay:<run> or drill:<id>',
});

export type WorldKind = 'live' | 'sim' | 'replay' | 'drill';

/** The part of a world's name before the colon. */
export function worldKind(world: string): WorldKind {
  return world.split(':')[0] as WorldKind;
}

/**
 * A world's clock. At real time `anchorRealMs` it read `anchorWorldMs`; since then it has run at `speed` (0: stands
 * still), and it never passes `holdAtMs`: whoever drives a replay moves that mark ahead, so that the clock of a replay
 * whose driver died stops instead of running away from its data. `live` has no entry: its clock is the real one.
 */
export const worldClock = z.strictObject({
  world: worldName,
  anchorRealMs: z.number(),
  anchorWorldMs: z.number(),
  speed: z.number().min(0).max(100_000),
  holdAtMs: z.number().nullable(),
});
export type WorldClock = z.output<typeof worldClock>;

/** What a world's clock reads at real time `realMs`, and how fast it runs at that moment. */
export function readWorldClock(clock: WorldClock | undefined, realMs: number): { nowMs: number; speed: number } {
  if (!clock) return { nowMs: realMs, speed: 1 };
  const nowMs = clock.anchorWorldMs + Math.max(0, realMs - clock.anchorRealMs) * clock.speed;
  if (clock.holdAtMs !== null && nowMs >= clock.holdAtMs) return { nowMs: clock.holdAtMs, speed: 0 };
  return { nowMs, speed: clock.speed };
}
