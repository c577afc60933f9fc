import { civilCalendar } from './civil-day.ts';
import { nextDay } from './next-day.ts';
import type { OpeningHours, OpenSpan } from './opening-hours.ts';

/** A day that is not what its weekday says. School holidays close schools, not offices, and change nothing here. */
export type SpecialDay = { readonly date: string; readonly kind: 'holiday' | 'compensatory_work' | 'school_holiday' };

type Instants = { readonly from: number; readonly to: number };

/** When an office works: opening hours by weekday, less the holidays, plus the days worked in place of others. */
export type BusinessCalendar = {
  readonly isOpen: (atMs: number) => boolean;
  /** Open seconds from one instant to a later one. */
  readonly openSeconds: (fromMs: number, toMs: number) => number;
  readonly isWorkingDay: (day: string) => boolean;
  /** When the office is open on a civil day, in order, in milliseconds; empty on a day of rest. */
  readonly openOn: (day: string) => readonly Instants[];
  /** The civil day on which the `count`-th working day after `day` falls; 0 gives `day` itself. */
  readonly addWorkingDays: (day: string, count: number) => string;
  /** When the office closes on a working day, in milliseconds; undefined on a day of rest. */
  readonly closesAt: (day: string) => number | undefined;
};

const minuteMs = 60_000;
/** No office rests longer than this; a calendar that never opens must not be searched for ever. */
const longestRestDays = 400;
const daysKept = 16;

/** The working time of an office in a zone. A day worked in place of another has the hours of the week's first day. */
export function businessCalendar(hours: OpeningHours, days: readonly SpecialDay[], timeZone: string): BusinessCalendar {
  const { dayOf, startOf } = civilCalendar(timeZone);
  const holidays = new Set(days.filter(({ kind }) => kind === 'holiday').map(({ date }) => date));
  const worked = new Set(days.filter(({ kind }) => kind === 'compensatory_work').map(({ date }) => date));
  const fullDay = hours.find((spans) => spans.length > 0) ?? [];

  const spansOf = (day: string): readonly OpenSpan[] => {
    if (holidays.has(day)) return [];
    return worked.has(day) ? fullDay : (hours[weekdayOf(day)] ?? []);
  };
  const known = new Map<string, readonly Instants[]>();
  /**
   * Spans as instants, those of the days last asked for kept: rules ask for them each minute. A clock that is put forward or
   * back shifts what comes after it, which no office here meets.
   */
  const instantsOf = (day: string): readonly Instants[] => {
    let instants = known.get(day);
    if (!instants) {
      const start = startOf(day);
      instants = spansOf(day).map(({ from, to }) => ({ from: start + from * minuteMs, to: start + to * minuteMs }));
      if (known.size >= daysKept) known.clear();
      known.set(day, instants);
    }
    return instants;
  };
  const isWorkingDay = (day: string): boolean => spansOf(day).length > 0;

  return {
    isOpen: (atMs) => instantsOf(dayOf(atMs)).some(({ from, to }) => from <= atMs && atMs < to),
    openSeconds: (fromMs, toMs) => {
      if (fromMs >= toMs) return 0;
      let openMs = 0;
      const last = dayOf(toMs);
      for (let day = dayOf(fromMs); ; day = nextDay(day)) {
        for (const { from, to } of instantsOf(day)) openMs += Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
        if (day >= last) break;
      }
      return openMs / 1_000;
    },
    isWorkingDay,
    openOn: instantsOf,
    addWorkingDays: (day, count) => {
      let at = day;
      for (let left = count, rested = 0; left > 0 && rested < longestRestDays;) {
        at = nextDay(at);
        rested = isWorkingDay(at) ? 0 : rested + 1;
        if (rested === 0) left -= 1;
      }
      return at;
    },
    closesAt: (day) => instantsOf(day).at(-1)?.to,
  };
}

/** Monday 0. */
function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}
