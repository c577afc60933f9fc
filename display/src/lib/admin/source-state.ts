import { freshnessOf } from '../feed/freshness.ts';
import type { MarkShape } from './mark-shape.ts';

/** How a source stands: `ended` has no key to send with, `unpromised` has sent and owes no next time. */
export type SourceState = 'fresh' | 'late' | 'stale' | 'lost' | 'unknown' | 'unpromised' | 'ended';

export const sourceMarks: Readonly<Record<SourceState, MarkShape>> = {
  fresh: 'dot',
  late: 'triangle',
  stale: 'hatched',
  lost: 'cross',
  unknown: 'question',
  unpromised: 'dash',
  ended: 'dash',
};

/** What is known of a source: when anything of it was last received and what it promised. */
export type HeardSource = {
  readonly validKeys: number;
  readonly lastHeardMs: number | null;
  /** null: it promised nothing. */
  readonly expectedIntervalS: number | null;
};

/** How a source stands at `nowMs`. */
export function sourceStateOf({ validKeys, lastHeardMs, expectedIntervalS }: HeardSource, nowMs: number): SourceState {
  if (validKeys === 0) return 'ended';
  if (lastHeardMs === null) return expectedIntervalS === null ? 'unknown' : 'lost';
  return expectedIntervalS === null ? 'unpromised' : freshnessOf(lastHeardMs, nowMs, expectedIntervalS);
}
