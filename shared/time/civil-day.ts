import { dayMs, wallClockOf } from './wall-clock.ts';

/** Two years. */
const daysKept = 730;

/** Civil days of a zone. */
export type CivilCalendar = {
  /** The civil date (`2026-11-23`) of an instant in milliseconds. */
  readonly dayOf: (ms: number) => string;
  /** The first instant of a civil date, in milliseconds. */
  readonly startOf: (day: string) => number;
};

/** The calendar of an IANA zone such as `Asia/Ho_Chi_Minh`. Throws a RangeError for a zone that does not exist. */
export function civilCalendar(timeZone: string): CivilCalendar {
  const { wallOf, instantOf } = wallClockOf(timeZone);
  let known = { number: Number.NaN, text: '' };
  const texts = new Map<number, string>();
  const textOf = (number: number): string => {
    const text = texts.get(number) ?? new Date(number * dayMs).toISOString().slice(0, 10);
    if (texts.size >= daysKept) texts.clear();
    texts.set(number, text);
    return text;
  };
  return {
    dayOf: (ms) => {
      const number = Math.floor(wallOf(ms) / dayMs);
      if (number !== known.number) known = { number, text: textOf(number) };
      return known.text;
    },
    startOf: (day) => instantOf(Date.parse(`${day}T00:00:00Z`)),
  };
}
