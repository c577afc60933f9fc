import { addDays, monthOf } from '../../kpi/ledger/days.ts';
import { addSums, valueOf, type DaySums } from '../month/day-sums.ts';
import { projectMonth, type MonthAsked } from '../month/project-month.ts';
import type { Trial } from './errors.ts';

/** With so many days of the month left a KPI's forecast is measured. */
export const monthHorizons = [21, 14, 7] as const;

/** A KPI of a subject over whole months gone by: `months` are first days, `days` reach from before the first to the last. */
export type MonthsTried = Omit<MonthAsked, 'today' | 'month' | 'expected'> & {
  readonly kpi: string;
  readonly subject: string;
  readonly months: readonly string[];
  /** As `expected` of a projection, for any day. */
  readonly expected?: MonthAsked['expected'];
};

/** Projects each month from its days until then, and compares with its value at the end; naive: the value so far. */
export function tryMonths({ kpi, subject, months, ...asked }: MonthsTried): Trial[] {
  const { days, measure, isShare } = asked;
  const valueIn = (from: string, to: string): number | null =>
    valueOf(measure, isShare, addSums(within(days, from, to))).value;
  return months.flatMap((first) => {
    const month = monthOf(first);
    const actual = valueIn(month.from, month.to);
    return monthHorizons.flatMap((horizon): Trial[] => {
      const today = addDays(month.to, -horizon);
      const projected = projectMonth({ ...asked, days: within(days, '', today), today, month });
      const naive = valueIn(month.from, today);
      if ('have' in projected || projected.value === null || actual === null || naive === null) return [];
      return [{ kind: `kpi:${kpi}`, subject, horizon, forecast: projected.value, naive, actual }];
    });
  });
}

function within(days: readonly DaySums[], from: string, to: string): DaySums[] {
  return days.filter(({ day }) => day >= from && day < to);
}
