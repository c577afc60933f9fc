import { intervalOf, nearestError, projectKpi, weeksBefore, type NoMonth } from '../../forecast/ask/answer-months.ts';
import { cityKinds } from '../../forecast/ask/places.ts';
import { readKpiSums } from '../../forecast/ask/read-kpi-sums.ts';
import type { KpiSums } from '../../forecast/ask/sum-days.ts';
import { settingOf } from '../../forecast/ask/setting-of.ts';
import type { ForecastError } from '../../forecast/measure/errors.ts';
import { hasCounted } from '../../forecast/month/day-sums.ts';
import { fewestDays } from '../../forecast/month/project-month.ts';
import type { DayKinds } from '../../forecast/queue/usual-days.ts';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import { kpiUnits, type KpiId } from '../../kpi/kpi-units.ts';
import { addDays, countDays, monthOf, type Days } from '../../kpi/ledger/days.ts';
import { nameOf, subjectOf } from '../../kpi/ledger/unit-sets.ts';
import { readForecastErrors } from '../../store/read-forecast-errors.ts';
import type { Sql } from '../../store/sql.ts';
import { dayValues, trendOf, type DayValue, type Trend } from '../trend.ts';

/** Whither a figure goes: a week against the one before, the days themselves, and what its month will be at its end. */
export type Course = {
  readonly trend: Trend | null;
  readonly days: readonly DayValue[];
  /** Null: it cannot be told, and `monthWhy` says why; that is null too where nobody looked. */
  readonly monthEnd: number | null;
  readonly monthWhy: { readonly reason: NoMonth; readonly days: number; readonly needed: number | null } | null;
  /** Days counted, of this month and eight weeks before, where no whole month is among them: too few to measure forecasts by. */
  readonly tooFewDays: number | null;
  /** Give and take the measured error; null: of units it is not measured. */
  readonly interval: readonly [low: number, high: number] | null;
};

/** How far forecasts of the city's figure were off, beside the naive ones, with that many days left. */
export type Measured = { readonly error: ForecastError; readonly measuredAt: string };

export type Courses = {
  readonly of: (kpi: KpiId, unit: string) => Course;
  readonly measured: (kpi: KpiId) => Measured | null;
};

/** Days shown in a small picture. */
const shownDays = 28;

const unknown: Course = {
  ...{ trend: null, days: [], monthEnd: null, monthWhy: null, tooFewDays: null, interval: null },
};

/** Reads the courses of KPIs of some units ('' the city), up to a world's present. */
export async function readCourses(
  sql: Sql,
  { world, nowMs, kpis, units }: { world: string; nowMs: number; kpis: readonly KpiId[]; units: readonly string[] },
): Promise<Courses> {
  const ledger = await readLedger(sql, world);
  const setting = settingOf(ledger, { world, asOfMs: nowMs });
  const today = setting.calendar.dayOf(nowMs);
  const month = monthOf(today);
  const days = { from: addDays(month.from, -7 * weeksBefore), to: addDays(today, 1) };
  const found = await readKpiSums(sql, setting, { kpis, subjects: units.map(subjectOf), days });
  const errors = await readForecastErrors(sql, world);
  const measured = (kpi: KpiId): Measured | null => {
    const own = (errors?.errors ?? []).filter(({ kind, subject }) => kind === `kpi:${kpi}` && subject === '');
    const error = nearestError(own, countDays({ from: today, to: month.to }));
    return error && errors ? { error, measuredAt: errors.madeAt } : null;
  };
  const kinds = cityKinds(ledger);
  const courses = new Map(
    found.map((one) => [
      `${one.kpi} ${nameOf(one.subject)}`,
      courseOf(one, { today, month, kinds, error: nameOf(one.subject) === '' ? measured(one.kpi)?.error : undefined }),
    ]),
  );
  return { of: (kpi, unit) => courses.get(`${kpi} ${unit}`) ?? unknown, measured };
}

function courseOf(
  sums: KpiSums,
  { error, ...asked }: { today: string; month: Days; kinds: DayKinds; error: ForecastError | undefined },
): Course {
  const { measure, days, kpi } = sums;
  if (measure === null) return { ...unknown, monthWhy: { reason: 'not-additive', days: 0, needed: null } };
  const isShare = kpiUnits[kpi] === 'share';
  const { value: monthEnd, reason, coverage } = projectKpi(sums, asked);
  const lastMonth = monthOf(addDays(asked.month.from, -1));
  const first = days.find((one) => hasCounted(one, measure));
  const hasMonth = first !== undefined && first.day < addDays(lastMonth.from, fewestDays);
  return {
    trend: trendOf(days, measure, isShare, asked.today),
    days: dayValues(days.slice(-shownDays), measure, isShare),
    monthEnd,
    monthWhy: reason === null ? null : { ...coverage, reason },
    tooFewDays: hasMonth ? null : coverage.days,
    interval: intervalOf(monthEnd, error, kpiUnits[kpi]),
  };
}
