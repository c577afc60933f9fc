import { kpiUnits, type KpiId } from '../../kpi/kpi-units.ts';
import { addDays, monthOf } from '../../kpi/ledger/days.ts';
import type { Ledger } from '../../kpi/ledger/ledger.ts';
import { nameOf, type Subject } from '../../kpi/ledger/unit-sets.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { sumTrials, type ForecastError, type Trial } from '../measure/errors.ts';
import { tryMonths } from '../measure/try-month.ts';
import { historyDays, tryPlace } from '../measure/try-place.ts';
import { cityKinds, dayKindsOf, placesOf, type Place } from './places.ts';
import { readKpiSums } from './read-kpi-sums.ts';
import { readPlaceDays } from './read-place-days.ts';
import { settingOf } from './setting-of.ts';

/** Which world, and over how many whole days before the present. */
export type WorldMeasured = {
  readonly world: string;
  readonly nowMs: number;
  readonly ledger: Ledger;
  readonly days: number;
};

/** Forecasts queues once more, place by place, and says how far off that was. Read apart, so that others get their turn. */
export async function measureQueues(
  sql: Sql,
  { world, nowMs, ledger, days }: WorldMeasured,
  { places = placesOf(ledger, nowMs), onPlace }: { places?: readonly Place[]; onPlace?: (done: number) => void } = {},
): Promise<ForecastError[]> {
  const calendar = civilCalendar(ledger.timeZone);
  const to = calendar.dayOf(nowMs);
  const from = addDays(to, -days);
  const spans = [{ fromMs: calendar.startOf(addDays(from, -historyDays)), toMs: calendar.startOf(to) }];
  const trials: Trial[] = [];
  for (const [at, place] of places.entries()) {
    const found = await readPlaceDays(sql, [place], { world, calendar, spans });
    const kinds = dayKindsOf(place.office, ledger.specialDays);
    const counted = found.get(place.code) ?? [];
    trials.push(...tryPlace({ place: place.code, days: counted, from, to, kinds, openOn: place.office.openOn }));
    onPlace?.(at + 1);
  }
  return sumTrials(trials);
}

/** What a day to come may bring is told from so many days before the first month. */
const daysBefore = 56;

/** Projects the whole months that ended in these days once more, KPI by KPI. */
export async function measureMonths(
  sql: Sql,
  { world, nowMs, ledger, days }: WorldMeasured,
  { kpis = Object.keys(kpiUnits) as KpiId[], subject }: { kpis?: readonly KpiId[]; subject: Subject },
): Promise<ForecastError[]> {
  const calendar = civilCalendar(ledger.timeZone);
  const today = calendar.dayOf(nowMs);
  const months = monthsWithin(addDays(today, -days), today);
  const [first] = months;
  if (first === undefined) return [];
  const setting = settingOf(ledger, { world, asOfMs: calendar.startOf(today) });
  const read = { from: addDays(first, -daysBefore), to: today };
  const found = await readKpiSums(sql, setting, { kpis, subjects: [subject], days: read });
  const kinds = cityKinds(ledger);
  const name = nameOf(subject);
  const trials = found.flatMap(({ kpi, measure, days: sums, expected }) => {
    if (measure === null) return [];
    const known = new Map(sums.map((day) => [day.day, day.sums.get('denominator') ?? 0]));
    const isShare = kpiUnits[kpi] === 'share';
    const whatWas = expected && ((day: string): number => known.get(day) ?? expected(day));
    return tryMonths({ kpi, subject: name, months, days: sums, measure, isShare, kinds, expected: whatWas });
  });
  return [...Map.groupBy(trials, ({ kind }) => kind).values()].flatMap((own) =>
    sumTrials(own).filter(({ subject: of }) => of === name),
  );
}

/** First days of the months that began and ended between two days. */
function monthsWithin(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = monthOf(from); month.to <= to; month = monthOf(month.to)) {
    if (month.from >= from) months.push(month.from);
  }
  return months;
}
