type Place = { readonly seq: number; readonly idx: number };

/** How to come to a place in the log: from where the fold stands, from a snapshot, or from the log's beginning. */
export type Way = 'go-on' | 'from-snapshot' | 'from-beginning' | 'none';

/**
 * The shortest way. What lies behind cannot be gone back to; of what lies ahead the nearer start is taken. Without a snapshot
 * only a log of which nothing was dropped can be folded.
 */
export function chooseWay({
  from,
  to,
  snapshotSeq,
  isLogWhole,
}: {
  /** Where the fold stands; null: there is none yet. */
  readonly from: Place | null;
  readonly to: Place;
  readonly snapshotSeq: number | null;
  readonly isLogWhole: boolean;
}): Way {
  const isAhead = from !== null && (from.seq < to.seq || (from.seq === to.seq && from.idx <= to.idx));
  if (isAhead && from.seq >= (snapshotSeq ?? 0)) return 'go-on';
  if (snapshotSeq !== null) return 'from-snapshot';
  return isLogWhole ? 'from-beginning' : 'none';
}
