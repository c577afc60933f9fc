import { dayMs, wallClockOf } from '#shared/time/wall-clock.ts';
import type { Says } from '#shared/wire/duty.ts';
import type { RotaSpan } from '#shared/wire/rota-commands.ts';

/** A stretch of one civil day, in minutes of it; contact null: a gap. */
export type WeekCell = {
  readonly from: number;
  readonly to: number;
  readonly contact: string | null;
  readonly name: Says | null;
  readonly isStandIn: boolean;
};
export type WeekDay = { readonly day: string; readonly weekday: number; readonly cells: readonly WeekCell[] };

const minuteMs = 60_000;

/** Cuts spans at the city's midnights: a row for each day, Monday 0. */
export function weekPicture(spans: readonly RotaSpan[], timeZone: string): WeekDay[] {
  const { wallOf } = wallClockOf(timeZone);
  const days = new Map<number, WeekCell[]>();
  for (const { from, to, contact, name, override } of spans) {
    const end = wallOf(Date.parse(to));
    for (let at = wallOf(Date.parse(from)); at < end;) {
      const day = Math.floor(at / dayMs);
      const until = Math.min(end, (day + 1) * dayMs);
      const cell = { from: (at - day * dayMs) / minuteMs, to: (until - day * dayMs) / minuteMs, contact, name };
      days.set(day, [...(days.get(day) ?? []), { ...cell, isStandIn: override !== null }]);
      at = until;
    }
  }
  return [...days].map(([day, cells]) => ({
    day: new Date(day * dayMs).toISOString().slice(0, 10),
    // 1 January 1970 was a Thursday.
    weekday: (day + 3) % 7,
    cells,
  }));
}

/** Minutes of a day as `07:30`. */
export function writeMinutes(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
