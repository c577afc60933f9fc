import type { Batch } from './batch.ts';

/** A batch as two, cut between two frames; null when it is of one frame. */
export function halveBatch({ seq, events, findings }: Batch): readonly [Batch, Batch] | null {
  const frames = [...new Set([...events, ...findings].map((item) => item.seq))].sort((a, b) => a - b);
  const middle = frames[Math.floor(frames.length / 2) - 1];
  if (middle === undefined) return null;
  const isFirst = (item: { readonly seq: number }): boolean => item.seq <= middle;
  return [
    { seq: middle, events: events.filter(isFirst), findings: findings.filter(isFirst) },
    {
      seq,
      events: events.filter((item) => !isFirst(item)),
      findings: findings.filter((item) => !isFirst(item)),
    },
  ];
}
