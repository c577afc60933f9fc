import { addDays } from '../../kpi/ledger/days.ts';
import { forecastQueue, type Opening, type QueueStep } from '../queue/forecast-queue.ts';
import { forecastTold, hasTold, toldAt } from '../queue/forecast-told.ts';
import { sameHour, sameHourTold, seenAt, type Seen } from '../queue/last-week.ts';
import { hasTickets, quarterMs, type PlaceDay } from '../queue/place-day.ts';
import { pickUsualDays, type DayKinds } from '../queue/usual-days.ts';
import { usualCourse } from '../queue/usual-course.ts';
import type { Trial } from './errors.ts';

/** Minutes ahead at which a queue's forecast is measured. */
export const queueHorizons = [30, 60, 120] as const;

/** A forecast is made at every other quarter hour. */
const everyQuarters = 2;

/** Days of one place to forecast once more, as if nothing after each instant were known. */
export type PlaceTried = {
  readonly place: string;
  /** In order, with those before `from` from which the usual is told. */
  readonly days: readonly PlaceDay[];
  /** The days tried, the second exclusive. */
  readonly from: string;
  readonly to: string;
  readonly kinds: DayKinds;
  readonly openOn: (day: string) => Opening;
  /** How long before the naive forecast's day lies. */
  readonly naiveDays?: number;
};

/** The usual is told from so many days before at most; minute rows are not kept longer. */
export const historyDays = 35;

/**
 * Forecasts every half hour of opening and compares with what came, where the place was still open then and the same hour
 * of the week before is known. A day whose forecast is impossible for lack of history is left out of both.
 */
export function tryPlace(tried: PlaceTried): Trial[] {
  const { days, from, to, kinds, openOn, naiveDays = 7 } = tried;
  const byName = new Map(days.map((day) => [day.day, day]));
  return days.flatMap((day) => {
    if (day.day < from || day.day >= to || !kinds.isWorkingDay(day.day)) return [];
    const way = wayOf(day, days, kinds);
    if (!way) return [];
    const before = addDays(day.day, -naiveDays);
    const naiveDay = byName.get(before) ?? (kinds.isWorkingDay(before) ? undefined : { ...day, quarters: [] });
    return naiveDay ? tryDay(tried, { day, way, naiveDay, opening: openOn(day.day) }) : [];
  });
}

/** How a place is forecast on a day, and what came and would have come by the naive forecast. */
type Way = {
  readonly forecast: (today: PlaceDay, at: { nowMs: number; opening: Opening }) => QueueStep[];
  readonly seen: (day: PlaceDay, at: number) => Partial<Seen>;
  readonly naive: (day: PlaceDay, at: number) => Partial<Seen>;
};

function wayOf(day: PlaceDay, days: readonly PlaceDay[], kinds: DayKinds): Way | undefined {
  const oldest = addDays(day.day, -historyDays);
  const history = days.filter((one) => one.day >= oldest && one.day < day.day);
  const isTicketed = hasTickets(day);
  const usual = pickUsualDays(day.day, history, { ...kinds, isCounted: isTicketed ? hasTickets : hasTold });
  if ('have' in usual) return undefined;
  if (isTicketed) {
    const course = usualCourse(usual.days);
    return { forecast: (today, at) => forecastQueue(today, course, at), seen: seenAt, naive: sameHour };
  }
  return {
    forecast: (today, at) => forecastTold(today, usual.days, at),
    seen: (one, at) => ({ waitMs: toldAt(one, at) }),
    naive: (one, at) => ({ waitMs: sameHourTold(one, at) }),
  };
}

function tryDay(
  { place }: PlaceTried,
  { day, way, naiveDay, opening }: { day: PlaceDay; way: Way; naiveDay: PlaceDay; opening: Opening },
): Trial[] {
  const isOpen = (atMs: number): boolean => opening.some(({ from, to }) => from <= atMs && atMs < to);
  const trials: Trial[] = [];
  for (let at = 0; at < day.quarters.length; at += everyQuarters) {
    const nowMs = day.startMs + at * quarterMs;
    if (!isOpen(nowMs)) continue;
    const steps = way.forecast({ ...day, quarters: day.quarters.slice(0, at) }, { nowMs, opening });
    for (const horizon of queueHorizons) {
      const atMs = nowMs + horizon * 60_000;
      const step = steps.find((one) => one.atMs === atMs);
      if (!step || !isOpen(atMs)) continue;
      const mark = Math.round((atMs - day.startMs) / quarterMs);
      trials.push(...compare({ subject: place, horizon }, step, way.seen(day, mark), way.naive(naiveDay, mark)));
    }
  }
  return trials;
}

function compare(
  of: { subject: string; horizon: number },
  step: QueueStep,
  seen: Partial<Seen>,
  naive: Partial<Seen>,
): Trial[] {
  const trials: Trial[] = [];
  const { waiting, waitingLow, waitingHigh } = step;
  if (isNumber(waiting) && isNumber(seen.waiting) && isNumber(naive.waiting)) {
    const interval = [waitingLow ?? waiting, waitingHigh ?? waiting] as const;
    const more = { forecast: waiting, actual: seen.waiting, naive: naive.waiting, interval };
    trials.push({ ...of, kind: 'queue-length', ...more });
  }
  if (isNumber(step.waitMs) && isNumber(seen.waitMs) && isNumber(naive.waitMs)) {
    trials.push({ ...of, kind: 'queue-wait', forecast: step.waitMs, actual: seen.waitMs, naive: naive.waitMs });
  }
  return trials;
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number';
}
