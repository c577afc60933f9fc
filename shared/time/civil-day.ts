/**
 * Civil days of a zone. `Intl` is slow per call (about a microsecond), so the offset is computed once per hour of UTC and
 * remembered: zones change their offset on whole quarter hours, and the hour is split there.
 */
export type CivilCalendar = {
  /** The civil date (`2026-11-23`) of an instant in milliseconds. */
  readonly dayOf: (ms: number) => string;
  /** The first instant of a civil date, in milliseconds. */
  readonly startOf: (day: string) => number;
};

const quarterHourMs = 900_000;

/** The calendar of an IANA zone such as `Asia/Ho_Chi_Minh`. Throws a RangeError for a zone that does not exist. */
export function civilCalendar(timeZone: string): CivilCalendar {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  let known = { quarter: Number.NaN, day: '' };
  const wallMs = (ms: number): number => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
  };
  const dayOf = (ms: number): string => {
    const quarter = Math.floor(ms / quarterHourMs);
    if (quarter !== known.quarter) {
      known = { quarter, day: new Date(wallMs(quarter * quarterHourMs)).toISOString().slice(0, 10) };
    }
    return known.day;
  };
  const startOf = (day: string): number => {
    const midnightUtcMs = Date.parse(`${day}T00:00:00Z`);
    let ms = midnightUtcMs - (wallMs(midnightUtcMs) - midnightUtcMs);
    ms = midnightUtcMs - (wallMs(ms) - ms);
    return ms;
  };
  return { dayOf, startOf };
}
