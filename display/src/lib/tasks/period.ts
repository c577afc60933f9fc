import { civilCalendar } from '#shared/time/civil-day.ts';
import { nextDay } from '#shared/time/next-day.ts';

/** A civil day or the week it lies in (Monday to Sunday), both days included. */
export type CivilPeriod = {
  readonly kind: 'day' | 'week';
  readonly first: string;
  readonly last: string;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
};

const dayMs = 86_400_000;

/** The period of which a day is part. */
export function periodOf(kind: CivilPeriod['kind'], day: string, timeZone: string): CivilPeriod {
  const { startOf } = civilCalendar(timeZone);
  const first = kind === 'day' ? day : movedBy(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
  const last = kind === 'day' ? day : movedBy(first, 6);
  return { kind, first, last, fromMs: startOf(first), toMs: startOf(nextDay(last)) };
}

/** A civil day so many days later. */
export function movedBy(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
