import { findType } from '../../events/catalogue.ts';
import type { AcceptedEvent } from '../../events/envelope.ts';
import type { CivilCalendar } from '../../time/civil-day.ts';
import { nothing, quarterMs, type PlaceDay, type Quarter } from './place-day.ts';

/** What a place counted of one metric in some minutes of one quarter hour. */
export type QuarterRow = {
  readonly place: string;
  readonly bucketMs: number;
  readonly metric: string;
  readonly n: number;
  readonly sum: number;
};

/** Which fields a metric's count and sum are. */
const fields: Readonly<Record<string, { readonly n: keyof Quarter; readonly sum?: keyof Quarter }>> = {
  'ticket.issued': { n: 'issued' },
  'ticket.wait_ms': { n: 'called', sum: 'waitMs' },
  'ticket.service_ms': { n: 'served', sum: 'serviceMs' },
  'ticket.abandoned_ms': { n: 'left', sum: 'leftMs' },
  'counter.opened': { n: 'opened' },
  'counter.open_ms': { n: 'closed' },
  'counter.expected_wait_ms': { n: 'told', sum: 'toldMs' },
};

/** Every metric a queue is forecast from. */
export const queueMetrics: readonly string[] = Object.keys(fields);

/** What one event counts at its place. */
export function quartersOfEvent(event: AcceptedEvent): QuarterRow[] {
  const bucketMs = Math.floor(Date.parse(event.time) / quarterMs) * quarterMs;
  const measurements = findType(event.type)?.type.measure(event) ?? [];
  return measurements.map(({ metric, value }) => ({ place: event.asset, bucketMs, metric, n: 1, sum: value }));
}

/** Rows as days of places, in order of time; a day of which there is no row is not among them. */
export function gatherDays(
  rows: readonly QuarterRow[],
  calendar: CivilCalendar,
): ReadonlyMap<string, readonly PlaceDay[]> {
  const days = new Map<string, Map<string, { day: string; startMs: number; quarters: Quarter[] }>>();
  for (const { place, bucketMs, metric, n, sum } of rows) {
    const field = fields[metric];
    if (!field) continue;
    const own = days.get(place) ?? new Map<string, { day: string; startMs: number; quarters: Quarter[] }>();
    days.set(place, own);
    const name = calendar.dayOf(bucketMs);
    const day = own.get(name) ?? { day: name, startMs: calendar.startOf(name), quarters: [] };
    own.set(name, day);
    const at = Math.floor((bucketMs - day.startMs) / quarterMs);
    while (day.quarters.length <= at) day.quarters.push(nothing);
    const before = day.quarters[at] ?? nothing;
    const more = { [field.n]: before[field.n] + n, ...(field.sum && { [field.sum]: before[field.sum] + sum }) };
    day.quarters[at] = { ...before, ...more };
  }
  return new Map(
    [...days].map(([place, own]) => [place, [...own.values()].sort((one, other) => one.startMs - other.startMs)]),
  );
}
