import { addDays } from '../../kpi/ledger/days.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { historyDays } from '../measure/try-place.ts';
import { fewestSameWeekdays, weekdayOf } from '../queue/usual-days.ts';
import { answerPlaces, usualOf, type QueueForecast, type QueuesAsked } from './answer-places.ts';
import type { Place } from './places.ts';
import { readPlaceDays } from './read-place-days.ts';

/** Forecasts places from roll-ups. First the days of today's weekday are read, and others where those are too few. */
export async function answerQueues(sql: Sql, places: readonly Place[], asked: QueuesAsked): Promise<QueueForecast[]> {
  const { world, nowMs, ledger } = asked;
  const calendar = civilCalendar(ledger.timeZone);
  const today = calendar.dayOf(nowMs);
  const before = Array.from({ length: historyDays }, (_, ago) => addDays(today, -1 - ago));
  const spansOf = (days: readonly string[]) =>
    days.map((day) => ({
      fromMs: calendar.startOf(day),
      toMs: Math.min(nowMs, calendar.startOf(addDays(day, 1))),
    }));
  const read = (some: readonly Place[], days: readonly string[]) =>
    readPlaceDays(sql, some, { world, calendar, spans: spansOf(days) });
  const alike = before.filter((day) => weekdayOf(day) === weekdayOf(today));
  const found = new Map(await read(places, [today, ...alike]));
  const few = places.filter((place) => {
    const usual = usualOf(place, found.get(place.code) ?? [], { today, ledger });
    return 'have' in usual || usual.basis !== 'weekday' || usual.days.length < fewestSameWeekdays;
  });
  for (const [place, days] of few.length > 0 ? await read(few, [today, ...before]) : []) found.set(place, days);
  return answerPlaces(places, asked, found);
}
