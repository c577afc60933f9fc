import { greyWithoutTickMs, warnWithoutTickMs } from '#shared/wire/push.ts';

/** How far the screen may be trusted: nothing heard yet, live, overdue (a banner), dead (everything grey). */
export type LinkState = 'connecting' | 'live' | 'overdue' | 'dead';

/** Judges the feed by its ticks alone: an open socket proves nothing. Both times in milliseconds on one clock. */
export function linkState(lastTickMs: number | null, startedMs: number, nowMs: number): LinkState {
  const silentMs = nowMs - (lastTickMs ?? startedMs);
  if (silentMs >= greyWithoutTickMs) return 'dead';
  if (silentMs >= warnWithoutTickMs) return 'overdue';
  return lastTickMs === null ? 'connecting' : 'live';
}
