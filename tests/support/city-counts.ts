import type { AcceptedEvent } from '#shared/events/envelope.ts';
import {
  addToMinutes,
  isKeptByMinute,
  listDeltas,
  mergeDelta,
  type RollUpDelta,
  type RollUpDeltas,
} from '#shared/kpi/roll-up.ts';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import type { RuleRow } from '#shared/rules/input.ts';

const hourMs = 3_600_000;

/** The rows that changed, as the writer would tell them after a commit. */
export function createCounts(asked: ReadonlySet<string>): {
  add: (event: AcceptedEvent) => void;
  take: () => RuleRow[];
} {
  const index = createSeriesIndex();
  const totals = { minute: new Map() as RollUpDeltas, hour: new Map() as RollUpDeltas };
  let batch: RollUpDeltas = new Map();
  return {
    add: (event) => addToMinutes(batch, index, event),
    take: () => {
      const rows = new Map<RollUpDelta, RuleRow>();
      for (const delta of listDeltas(batch)) {
        if (!asked.has(delta.series.metric)) continue;
        if (isKeptByMinute(delta.series)) note('minute', delta, delta.bucketMs);
        note('hour', delta, Math.floor(delta.bucketMs / hourMs) * hourMs);
      }
      batch = new Map();
      return [...rows.values()];

      function note(grain: 'minute' | 'hour', delta: RollUpDelta, bucketMs: number): void {
        mergeDelta(totals[grain], delta, bucketMs);
        const total = totals[grain].get(bucketMs)?.get(delta.series);
        if (!total) return;
        const { series, n, sum, min, max, slots } = total;
        const bucket = new Date(bucketMs).toISOString();
        const { unit, scope, metric, dim } = series;
        const row = [grain, bucket, unit, scope, metric, dim, n, Number(sum), min, max] as const;
        rows.set(total, slots ? { row, slots: [...slots] } : { row });
      }
    },
  };
}
