import type { ConditionName, ProcessHealth } from '../wire/health.ts';

/** What was heard of a process: its last answer, and for how many seconds it has not given another. */
export type Heard = { readonly health: ProcessHealth | null; readonly silentS: number };

/** Whether the whole path of an event works, and how old the newest event is that went all the way; null: none did. */
export type PathView = { readonly isWell: boolean; readonly ageS: number | null };

/** The door ticks each second, processes are asked as often: more than this old is not a slow look any more. */
const oldestS = 15;
/** A process that is started anew answers again within this. */
const longestSilenceS = 15;
/** Of these events go their whole way all the same: refused ones fill quarantine for days, and no screen needs the mirror. */
const besideThePath: ReadonlySet<ConditionName> = new Set(['quarantine-depth', 'mirror-lag']);

/**
 * Judges the path by what its ends say: what the door stamped was counted by the writer and seen by live. The door's own
 * ticks are events like any other, so a city where nothing happens is told from a path where nothing moves.
 */
export function judgePath(heard: ReadonlyMap<string, Heard>, nowMs: number): PathView {
  const reachedMs = ['writer', 'live'].map((name) => Date.parse(heard.get(name)?.health?.reached?.receivedAt ?? ''));
  const slowestMs = Math.min(...reachedMs);
  const ageS = Number.isNaN(slowestMs) ? null : Math.max(0, (nowMs - slowestMs) / 1_000);
  const all = [...heard.values()];
  const isSilent = !heard.has('ingest') || all.some(({ silentS }) => silentS >= longestSilenceS);
  const conditions = all.flatMap(({ health }) => health?.conditions ?? []);
  const isCritical = conditions.some(({ name, state }) => state === 'critical' && !besideThePath.has(name));
  return { isWell: ageS !== null && ageS <= oldestS && !isSilent && !isCritical, ageS };
}
