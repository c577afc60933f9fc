import { addSums, hasCounted, valueOf, type AdditiveMeasure, type DaySums } from '../forecast/month/day-sums.ts';
import { addDays } from '../kpi/ledger/days.ts';

/** A KPI over the last seven whole days, over the seven before, and what lies between; null: nothing was counted then. */
export type Trend = { readonly last: number | null; readonly before: number | null; readonly change: number | null };

/** The value of a day; null: nothing was counted. */
export type DayValue = { readonly day: string; readonly value: number | null };

const weekDays = 7;

/** How a KPI moves: a week against the week before, so that weekends fall into both. `today` is not over and left out. */
export function trendOf(days: readonly DaySums[], measure: AdditiveMeasure, isShare: boolean, today: string): Trend {
  const valueIn = (from: string, to: string): number | null => {
    const own = days.filter((one) => one.day >= from && one.day < to);
    return own.some((one) => hasCounted(one, measure)) ? valueOf(measure, isShare, addSums(own)).value : null;
  };
  const lastFrom = addDays(today, -weekDays);
  const [last, before] = [valueIn(lastFrom, today), valueIn(addDays(lastFrom, -weekDays), lastFrom)];
  return { last, before, change: last === null || before === null ? null : last - before };
}

/** Day by day, for a small picture. */
export function dayValues(days: readonly DaySums[], measure: AdditiveMeasure, isShare: boolean): DayValue[] {
  return days.map((one) => ({
    day: one.day,
    value: hasCounted(one, measure) ? valueOf(measure, isShare, one.sums).value : null,
  }));
}
