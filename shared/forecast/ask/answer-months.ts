import type { Setting } from '../../kpi/ask/build-answer.ts';
import type { Coverage } from '../../kpi/expected/coverage.ts';
import { kpiUnits, type KpiId, type KpiUnit } from '../../kpi/kpi-units.ts';
import { addDays, countDays, monthOf, type Days } from '../../kpi/ledger/days.ts';
import { nameOf, type Subject } from '../../kpi/ledger/unit-sets.ts';
import type { ErrorsRead } from '../../store/read-forecast-errors.ts';
import type { Sql } from '../../store/sql.ts';
import type { ForecastError } from '../measure/errors.ts';
import { addSums, hasCounted, valueOf } from '../month/day-sums.ts';
import { projectMonth } from '../month/project-month.ts';
import type { DayKinds } from '../queue/usual-days.ts';
import { readKpiSums } from './read-kpi-sums.ts';
import type { KpiSums } from './sum-days.ts';

/**
 * Why there is no value: too few days were counted (`short-history`), the days of this KPI do not add up (`not-additive`),
 * working days of the month are past and too few of those expected reported (`coverage`), or nothing was counted of which
 * it could speak (`no-data`).
 */
export type NoMonth = 'short-history' | 'not-additive' | 'coverage' | 'no-data';

/** A KPI's value at the end of the month, with what one needs to judge it. */
export type MonthForecast = {
  readonly world: string;
  readonly kpi: KpiId;
  readonly valueUnit: KpiUnit;
  readonly formulaVersion: number;
  readonly unit: string;
  readonly month: Days;
  readonly asOf: string;
  readonly value: number | null;
  /** The value give and take the measured error of such forecasts; null: not measured. */
  readonly interval: readonly [low: number, high: number] | null;
  readonly reason: NoMonth | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** What the naive forecast says. */
  readonly valueSoFar: number | null;
  readonly daysLeft: number;
  readonly workingDaysLeft: number;
  /** `days`: how many were counted of those `needed`. */
  readonly coverage: Coverage & { readonly days: number; readonly needed: number | null };
  /** Measured at the number of days left that is nearest. */
  readonly error: ForecastError | null;
  readonly measuredAt: string | null;
};

/** What a day to come may bring is told from the days of so many weeks before the month, and of the month itself. */
export const weeksBefore = 8;

export type MonthsAsked = {
  readonly kpis: readonly KpiId[];
  readonly subject: Subject;
  readonly kinds: DayKinds;
  readonly measured: ErrorsRead | undefined;
};

/** Projects KPIs to the end of the month the setting's present lies in. */
export async function answerMonths(sql: Sql, setting: Setting, asked: MonthsAsked): Promise<MonthForecast[]> {
  const { kpis, subject } = asked;
  const days = daysToProject(setting);
  return projectMonths(setting, asked, await readKpiSums(sql, setting, { kpis, subjects: [subject], days }));
}

/** The days that a month is projected from, today among them. */
export function daysToProject({ calendar, asOfMs }: Pick<Setting, 'calendar' | 'asOfMs'>): Days {
  const today = calendar.dayOf(asOfMs);
  return { from: addDays(monthOf(today).from, -7 * weeksBefore), to: addDays(today, 1) };
}

/** Projects what was counted of a subject's KPIs day by day. */
export function projectMonths(
  setting: Setting,
  { subject, kinds, measured }: Omit<MonthsAsked, 'kpis'>,
  found: readonly KpiSums[],
): MonthForecast[] {
  const today = setting.calendar.dayOf(setting.asOfMs);
  const month = monthOf(today);
  const left = { from: today, to: month.to };
  return found.map((one) => {
    const errorsOf = measured?.errors.filter(
      ({ kind, subject: of }) => kind === `kpi:${one.kpi}` && of === nameOf(subject),
    );
    const error = nearestError(errorsOf ?? [], countDays(left));
    const value = projectKpi(one, { today, month, kinds });
    return {
      ...{ world: setting.world, kpi: one.kpi, valueUnit: kpiUnits[one.kpi], formulaVersion: one.formula.version },
      ...{ unit: nameOf(subject), month, asOf: new Date(setting.asOfMs).toISOString() },
      ...{ ...value, interval: intervalOf(value.value, error, kpiUnits[one.kpi]) },
      daysLeft: countDays(left),
      workingDaysLeft: listDays(left).filter(kinds.isWorkingDay).length,
      coverage: { ...one.coverage, ...value.coverage },
      error: error ?? null,
      measuredAt: error ? (measured?.madeAt ?? null) : null,
    };
  });
}

/** What a month will be by what was counted of it and before it; or why that cannot be told. */
export function projectKpi(
  { measure, days, expected, kpi, formula, coverage: heard }: KpiSums,
  asked: { today: string; month: Days; kinds: DayKinds },
): Pick<MonthForecast, 'value' | 'reason' | 'numerator' | 'denominator' | 'valueSoFar'> & {
  coverage: { days: number; needed: number | null };
} {
  const nothing = { value: null, numerator: null, denominator: null, valueSoFar: null };
  if (measure === null) return { ...nothing, reason: 'not-additive', coverage: { days: 0, needed: null } };
  const coverage = { days: days.filter((day) => hasCounted(day, measure)).length, needed: null };
  const isShare = kpiUnits[kpi] === 'share';
  const inMonth = days.filter(({ day }) => day >= asked.month.from);
  const isCounted = inMonth.some((day) => hasCounted(day, measure));
  const valueSoFar = isCounted ? valueOf(measure, isShare, addSums(inMonth)).value : null;
  const isBegun = inMonth.some(({ day }) => day < asked.today && asked.kinds.isWorkingDay(day));
  if (isBegun && heard.reporting < formula.floor * heard.expected) return { ...nothing, reason: 'coverage', coverage };
  const projected = projectMonth({ ...asked, measure, isShare, days, expected });
  if ('have' in projected) {
    const { have, needed } = projected;
    return { ...nothing, valueSoFar, reason: 'short-history', coverage: { days: have, needed } };
  }
  return { ...projected, valueSoFar, reason: projected.value === null ? 'no-data' : null, coverage };
}

/** The error measured with the number of days left that is nearest. */
export function nearestError(errors: readonly ForecastError[], daysLeft: number): ForecastError | undefined {
  const apart = ({ horizon }: ForecastError): number => Math.abs(horizon - daysLeft);
  return [...errors].sort((one, other) => apart(one) - apart(other))[0];
}

/** A value give and take its measured error. */
export function intervalOf(
  value: number | null,
  error: ForecastError | undefined,
  unit: KpiUnit,
): MonthForecast['interval'] {
  if (value === null || !error) return null;
  return [Math.max(0, value - error.mae), Math.min(unit === 'share' ? 1 : Infinity, value + error.mae)];
}

function listDays({ from, to }: Days): string[] {
  return Array.from({ length: countDays({ from, to }) }, (_, at) => addDays(from, at));
}
