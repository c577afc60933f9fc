import { addDays, type Days } from '../kpi/ledger/days.ts';
import type { Says } from '../wire/duty.ts';

/**
 * What is issued again and again: every day, on a weekday (1 is Monday) or on a day of the month (at most the 28th), at a
 * time of the city's clock.
 */
export type BriefPeriod = {
  readonly id: string;
  readonly name: Says;
  readonly every: 'daily' | 'weekly' | 'monthly';
  readonly onDay: number;
  readonly at: string;
  readonly isOn: boolean;
  readonly version: number;
};

type Rhythm = Pick<BriefPeriod, 'every' | 'onDay'>;

/** The days a brief is about when `day` is one of them: from an issue to the next one. */
export function daysAround(rhythm: Rhythm, day: string): Days {
  const from = lastStart(rhythm, day);
  return { from, to: nextStart(rhythm, from) };
}

/** The days that were whole before a day on which something is issued. */
export function daysBefore(rhythm: Rhythm, day: string): Days {
  return daysAround(rhythm, addDays(lastStart(rhythm, day), -1));
}

/** The latest issue that is due: its days, and the civil day and time it is issued at. */
export function latestDue(
  period: Rhythm & Pick<BriefPeriod, 'at'>,
  now: { readonly day: string; readonly time: string },
): Days {
  // Before its hour, today's issue is not due yet.
  return daysBefore(period, now.time >= period.at ? now.day : addDays(now.day, -1));
}

function lastStart({ every, onDay }: Rhythm, day: string): string {
  if (every === 'daily') return day;
  if (every === 'weekly') return addDays(day, -((weekdayOf(day) - onDay + 7) % 7));
  const own = `${day.slice(0, 8)}${String(onDay).padStart(2, '0')}`;
  return own <= day ? own : monthsOn(own, -1);
}

function nextStart({ every }: Rhythm, start: string): string {
  if (every === 'monthly') return monthsOn(start, 1);
  return addDays(start, every === 'daily' ? 1 : 7);
}

/** 1 is Monday, 7 Sunday. */
function weekdayOf(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

function monthsOn(day: string, count: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 10);
}
