import type { ScreenState } from './screen-state.ts';

/** A little longer than the feed itself tells of what is over. */
const keptMs = 3_900_000;

/** Drops alerts and incidents that were over long ago, or a screen that runs for weeks would grow with each of them. */
export function forgetOver({ alerts, incidents }: Pick<ScreenState, 'alerts' | 'incidents'>, nowMs: number): void {
  const isOld = (at: string | null): boolean => at !== null && Date.parse(at) < nowMs - keptMs;
  for (const { id, closedAt } of alerts.values()) if (isOld(closedAt)) alerts.delete(id);
  for (const { id, state, resolvedAt } of incidents.values()) {
    if ((state === 'closed' || state === 'merged') && isOld(resolvedAt)) incidents.delete(id);
  }
}
