import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { gatherDays, queueMetrics, quartersOfEvent, type QuarterRow } from '#shared/forecast/queue/gather-days.ts';
import type { PlaceDay } from '#shared/forecast/queue/place-day.ts';
import {
  addToMinutes,
  coarsen,
  listDeltas,
  mergeDelta,
  type RollUpDelta,
  type RollUpDeltas,
} from '#shared/kpi/roll-up.ts';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';

/** What a city keeps of its past: hours and civil days of some metrics, and its queues by quarter hours. */
export type CityRecords = {
  readonly add: (event: AcceptedEvent) => void;
  readonly hours: () => RollUpDelta[];
  readonly days: () => RollUpDelta[];
  readonly queues: () => ReadonlyMap<string, readonly PlaceDay[]>;
};

/** Keeps of a simulated city what the database would, of these metrics. */
export function keepRecords(metrics: ReadonlySet<string>, calendar: CivilCalendar): CityRecords {
  const index = createSeriesIndex();
  const coarse = { hour: new Map() as RollUpDeltas, day: new Map() as RollUpDeltas };
  const quarters = new Map<string, QuarterRow>();
  let batch: RollUpDeltas = new Map();
  const rowsOf = (grain: 'hour' | 'day'): RollUpDelta[] => {
    for (const one of ['hour', 'day'] as const) {
      for (const delta of listDeltas(coarsen(batch, one, calendar))) mergeDelta(coarse[one], delta);
    }
    batch = new Map();
    return listDeltas(coarse[grain]).filter(({ series }) => metrics.has(series.metric));
  };
  return {
    add: (event) => {
      const counts = Object.keys(findType(event.type)?.type.metrics ?? {});
      if (counts.some((metric) => metrics.has(metric))) addToMinutes(batch, index, event);
      if (!counts.some((metric) => queueMetrics.includes(metric))) return;
      for (const row of quartersOfEvent(event)) {
        const key = `${row.place} ${row.bucketMs} ${row.metric}`;
        const { n, sum } = quarters.get(key) ?? { n: 0, sum: 0 };
        quarters.set(key, { ...row, n: n + row.n, sum: sum + row.sum });
      }
    },
    hours: () => rowsOf('hour'),
    days: () => rowsOf('day'),
    queues: () => gatherDays([...quarters.values()], calendar),
  };
}

/** What was kept until an instant, and from there on. */
export function joinRecords(
  past: CityRecords,
  own: CityRecords,
  { fromMs, dayOf }: { readonly fromMs: number; readonly dayOf: CivilCalendar['dayOf'] },
): Pick<CityRecords, 'hours' | 'days' | 'queues'> {
  const hours = past.hours().filter(({ bucketMs }) => bucketMs < fromMs);
  const days = past.days().filter(({ bucketMs }) => bucketMs < Date.parse(dayOf(fromMs)));
  const queues = [...past.queues()].map(
    ([place, all]) => [place, all.filter(({ startMs }) => startMs < fromMs)] as const,
  );
  return {
    hours: () => [...hours, ...own.hours()],
    days: () => [...days, ...own.days()],
    queues: () => {
      const now = own.queues();
      return new Map(queues.map(([place, all]) => [place, [...all, ...(now.get(place) ?? [])]]));
    },
  };
}
