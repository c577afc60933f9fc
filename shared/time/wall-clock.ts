/** A zone's clock on the wall, as milliseconds that read like UTC: `Date.UTC` of what the wall shows. */
export type WallClock = {
  readonly wallOf: (instantMs: number) => number;
  /** The instant at which the wall shows this; the later one in an hour that comes twice. */
  readonly instantOf: (wallMs: number) => number;
};

export const dayMs = 86_400_000;
const hourMs = 3_600_000;
const quarterHourMs = 900_000;
const offsetsKept = 10_000;

const clocks = new Map<string, WallClock>();

/** The wall clock of an IANA zone, one for all who ask. Throws a RangeError for a zone that does not exist. */
export function wallClockOf(timeZone: string): WallClock {
  const clock = clocks.get(timeZone) ?? makeClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

/** The hour of the day, 0 to 23, that the clock of an IANA zone shows at an instant. */
export function hourOfDay(timeZone: string): (instantMs: number) => number {
  const { wallOf } = wallClockOf(timeZone);
  return (instantMs) => Math.floor(wallOf(instantMs) / hourMs) % 24;
}

function makeClock(timeZone: string): WallClock {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  // Zones change their offset on quarter hours, and `Intl` is slow: each one's is looked up once, and forgotten in time.
  const offsets = new Map<number, number>();
  const offsetAt = (instantMs: number): number => {
    const quarter = Math.floor(instantMs / quarterHourMs);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const startMs = quarter * quarterHourMs;
    const part = Object.fromEntries(format.formatToParts(startMs).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - startMs;
    if (offsets.size >= offsetsKept) offsets.clear();
    offsets.set(quarter, offset);
    return offset;
  };
  return {
    wallOf: (instantMs) => instantMs + offsetAt(instantMs),
    instantOf: (wallMs) => {
      const guessMs = wallMs - offsetAt(wallMs);
      return wallMs - offsetAt(guessMs);
    },
  };
}

/** Midnight of the Monday of a wall time's week. */
export function mondayOf(wallMs: number): number {
  const dayNumber = Math.floor(wallMs / dayMs);
  // 1 January 1970 was a Thursday.
  return (dayNumber - ((((dayNumber + 3) % 7) + 7) % 7)) * dayMs;
}
