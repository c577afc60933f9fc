import type { CountRow } from '#shared/wire/counts.ts';
import type { DayCounts } from './day-counts.ts';
import type { Frame } from './frame.ts';
import { withList } from './state-source.ts';
import type { TopicSource } from './topic-source.ts';

/** Today's counts of one world as a topic. */
export function createCountsSource(counts: DayCounts): TopicSource {
  const list = (rows: readonly CountRow[]): string => rows.map((row) => JSON.stringify(row)).join(',');
  const offset = (): number => counts.position()?.offset ?? 0;
  let snapshot: { generation: number; offset: number; frame: Frame } | undefined;
  return {
    topic: 'counts',
    position: () => counts.position(),
    snapshot: () => {
      const at = counts.position();
      if (at && snapshot?.generation === at.generation && snapshot.offset === at.offset) return snapshot.frame;
      const head = { type: 'snapshot', topic: 'counts', epoch: counts.epoch, offset: offset(), day: counts.day };
      const frame = withList(head, 'rows', list(counts.allRows()));
      if (at) snapshot = { ...at, frame };
      return frame;
    },
    delta: (from, keys) => {
      const head = { type: 'delta', topic: 'counts', epoch: counts.epoch, from, to: offset() };
      return withList(head, 'rows', list(counts.rowsOf(keys.keys())));
    },
  };
}
