import { callsOut } from '../alerts/calls-out.ts';
import type { Matter } from '../alerts/summarise-alerts.ts';

/** What the map follows; `seen`: every matter it went to already, as long as that is open. */
export type Following = {
  readonly now: { readonly key: string; readonly untilMs: number } | null;
  readonly seen: ReadonlySet<string>;
};

export const followingNothing: Following = { now: null, seen: new Set() };

/**
 * Goes to a new P1 that nobody has, the newest first, and back after `followS` seconds or as soon as somebody has it; never
 * twice to the same.
 */
export function nextFollowing(
  was: Following,
  matters: readonly Matter[],
  { nowMs, followS }: { readonly nowMs: number; readonly followS: number },
): Following {
  const calling = matters.filter(callsOut);
  const open = new Set(matters.map(({ key }) => key));
  const fresh = calling.filter(({ key }) => !was.seen.has(key)).sort((a, b) => b.sinceMs - a.sinceMs)[0];
  if (fresh && followS > 0) {
    const seen = new Set([...was.seen, ...calling.map(({ key }) => key)]);
    return { now: { key: fresh.key, untilMs: nowMs + followS * 1_000 }, seen };
  }
  const isOver = was.now !== null && (nowMs >= was.now.untilMs || !calling.some(({ key }) => key === was.now?.key));
  if (!isOver && [...was.seen].every((key) => open.has(key))) return was;
  return { now: isOver ? null : was.now, seen: new Set([...was.seen].filter((key) => open.has(key))) };
}
