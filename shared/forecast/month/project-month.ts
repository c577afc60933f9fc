import { addDays, type Days } from '../../kpi/ledger/days.ts';
import type { WorkedOut } from '../../kpi/formulas/work-out.ts';
import { median } from '../median.ts';
import { weekdayOf, type DayKinds } from '../queue/usual-days.ts';
import { addSums, hasCounted, valueOf, type AdditiveMeasure, type DaySums } from './day-sums.ts';

/** What a day to come may bring is told from so many days like it at most, and from two at least. */
const likeDays = 5;
const fewestLike = 2;
/** With fewer days counted than a week has, no weekday is known. */
export const fewestDays = 7;

/** What a month is projected from. */
export type MonthAsked = {
  readonly measure: AdditiveMeasure;
  readonly isShare: boolean;
  /** Every day read, also of earlier months; the last may be `today`, as far as it is counted. */
  readonly days: readonly DaySums[];
  /** The first day that is not counted to its end. */
  readonly today: string;
  readonly month: Days;
  readonly kinds: DayKinds;
  /** What the denominator of a day to come will be, where that is known; undefined: it is told from days like it. */
  readonly expected?: ((day: string) => number) | undefined;
};

/** A month's value at its end; or how many days were counted of those needed. */
export type Projected = WorkedOut | { readonly have: number; readonly needed: number };

/**
 * Every day still to come gets, sum by sum, the middle of the last days like it: same weekday, days of rest for holidays,
 * any working day for a day worked in place of another. Today gets what such a day still lacks. Numerator and denominator
 * are added up apart, and divided at the end.
 */
export function projectMonth(asked: MonthAsked): Projected {
  const { measure, isShare, days, today, month, expected } = asked;
  const first = days.find((one) => hasCounted(one, measure));
  const past = days.filter(({ day }) => day < today && first !== undefined && day >= first.day);
  if (past.length < fewestDays) return { have: past.length, needed: fewestDays };
  const soFar = days.filter(({ day }) => day >= month.from && day < month.to && day <= today);
  const counted = addSums(days.filter(({ day }) => day === today));
  const toCome: DaySums[] = [];
  for (let day = today > month.from ? today : month.from; day < month.to; day = addDays(day, 1)) {
    const usual = likeliest(day, past, asked);
    const scaled = expected ? scaleTo(usual, expected(day)) : usual;
    const left = [...scaled].map(([key, sum]) => {
      const come = day === today && !expected ? (counted.get(key) ?? 0) : 0;
      return [key, Math.max(0, sum - come)] as const;
    });
    toCome.push({ day, sums: new Map(left) });
  }
  return valueOf(measure, isShare, addSums([...soFar, ...toCome]));
}

/** The sums of a day to come. */
function likeliest(day: string, past: readonly DaySums[], { measure, kinds }: MonthAsked): ReadonlyMap<string, number> {
  const ordinary = past.filter((one) => isOrdinary(one, measure, kinds));
  const isWorked = kinds.isWorkingDay(day);
  const sameKind = ordinary.filter((one) => kinds.isWorkingDay(one.day) === isWorked);
  const isPlain = isWorked ? !kinds.isCompensatory(day) : isWeekend(day);
  const alike = isPlain ? sameKind.filter((one) => weekdayOf(one.day) === weekdayOf(day)) : [];
  const chosen = (alike.length >= fewestLike ? alike : sameKind).slice(-likeDays);
  // Slots hold few each, whose middle would be nothing: of a distribution the mean is taken.
  if (measure.how === 'percentile') {
    return new Map([...addSums(chosen)].map(([slot, n]) => [slot, n / chosen.length]));
  }
  const keys = new Set(chosen.flatMap(({ sums }) => [...sums.keys()]));
  return new Map([...keys].map((key) => [key, median(chosen.map(({ sums }) => sums.get(key) ?? 0)) ?? 0]));
}

/** A day that others are like: no holiday in the week, not worked in place of another, and not without any count. */
function isOrdinary(one: DaySums, measure: AdditiveMeasure, { isWorkingDay, isCompensatory }: DayKinds): boolean {
  return isWorkingDay(one.day) ? !isCompensatory(one.day) && hasCounted(one, measure) : isWeekend(one.day);
}

function isWeekend(day: string): boolean {
  return [0, 6].includes(weekdayOf(day));
}

/** The same share of another denominator. */
function scaleTo(sums: ReadonlyMap<string, number>, denominator: number): ReadonlyMap<string, number> {
  const usual = sums.get('denominator') ?? 0;
  const share = usual > 0 ? (sums.get('numerator') ?? 0) / usual : 0;
  return new Map([
    ['numerator', share * denominator],
    ['denominator', denominator],
  ]);
}
