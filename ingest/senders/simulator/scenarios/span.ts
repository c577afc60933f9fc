import type { CivilCalendar } from '#shared/time/civil-day.ts';
import { dayMs } from '#shared/time/wall-clock.ts';
import type { When } from './scenario.ts';

/** A time in which something holds, once or each day. */
export type Span = {
  readonly isOn: (timeMs: number) => boolean;
  /** When what holds at `timeMs` stops holding; undefined where it does not hold. */
  readonly endsAt: (timeMs: number) => number | undefined;
  /** The next beginning or end after `timeMs`; undefined: there is none any more. */
  readonly changeAfter: (timeMs: number) => number | undefined;
};

const minuteMs = 60_000;

/** Lays a `when` on a run that begins at `startMs`. */
export function spanOf({ day, from = 0, at, lasts }: When, calendar: CivilCalendar, startMs: number): Span {
  const beginningOn = (civilDay: string, days: number): number =>
    calendar.startOf(shiftDay(civilDay, days)) + from * minuteMs;
  if (at !== undefined) return spanFrom(() => [Date.parse(at)], lasts);
  if (day !== 'each') {
    const fromMs = beginningOn(calendar.dayOf(startMs), (day ?? 1) - 1);
    return spanFrom(() => [fromMs], lasts);
  }
  return spanFrom((timeMs) => [-1, 0, 1].map((days) => beginningOn(calendar.dayOf(timeMs), days)), lasts);
}

/** From the beginnings that lie around a time. */
function spanFrom(beginningsAround: (timeMs: number) => readonly number[], lastsMs: number): Span {
  const endsAt = (timeMs: number): number | undefined => {
    const begun = beginningsAround(timeMs).filter((fromMs) => fromMs <= timeMs && timeMs < fromMs + lastsMs);
    return begun.length > 0 ? Math.max(...begun) + lastsMs : undefined;
  };
  return {
    endsAt,
    isOn: (timeMs) => endsAt(timeMs) !== undefined,
    changeAfter: (timeMs) => {
      const changes = beginningsAround(timeMs).flatMap((fromMs) => [fromMs, fromMs + lastsMs]);
      const later = changes.filter((change) => change > timeMs);
      return later.length > 0 ? Math.min(...later) : undefined;
    },
  };
}

function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}
