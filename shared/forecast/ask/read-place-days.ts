import { readPlaceEvents } from '../../store/read-place-events.ts';
import { readPlaceQuarters, type QuartersAsked } from '../../store/read-place-quarters.ts';
import type { Sql } from '../../store/sql.ts';
import type { CivilCalendar } from '../../time/civil-day.ts';
import { gatherDays, queueMetrics, quartersOfEvent } from '../queue/gather-days.ts';
import type { PlaceDay } from '../queue/place-day.ts';
import type { Place } from './places.ts';

/** The types of events that measure what a queue is forecast from. */
const types = [
  ...['ticket.issued', 'ticket.called', 'ticket.served', 'ticket.abandoned'],
  ...['counter.opened', 'counter.closed', 'counter.waiting'],
];

/**
 * What places counted in some spans, by quarter hours. A place alone in its unit is what its unit counted by the minute;
 * of places that share one, roll-ups keep no minutes, so their events are read.
 */
export async function readPlaceDays(
  sql: Sql,
  places: readonly Place[],
  { world, spans, calendar }: Pick<QuartersAsked, 'world' | 'spans'> & { readonly calendar: CivilCalendar },
): Promise<ReadonlyMap<string, readonly PlaceDay[]>> {
  const alone = new Map(places.filter(({ isAlone }) => isAlone).map(({ unit, code }) => [unit, code]));
  const rows = await readPlaceQuarters(sql, { world, spans, metrics: queueMetrics, units: [...alone.keys()] });
  const assets = places.filter(({ isAlone }) => !isAlone).map(({ code }) => code);
  const events = await readPlaceEvents(sql, { world, spans, assets, types });
  const measured = events.flatMap(quartersOfEvent);
  return gatherDays([...rows.map((row) => ({ ...row, place: alone.get(row.unit) ?? '' })), ...measured], calendar);
}
