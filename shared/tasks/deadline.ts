import type { BusinessCalendar } from '../time/business-calendar.ts';

const dayMs = 86_400_000;
/** No office rests longer than this; a calendar that never opens must not be searched for ever. */
const longestRestDays = 400;

/** The office's calendar with the civil days of its zone. */
export type OfficeTime = {
  readonly calendar: BusinessCalendar;
  readonly days: { readonly dayOf: (ms: number) => string };
};

/** Why a day cannot be a deadline: the office rests (`next` is the working day after), or it has closed by then. */
export type DeadlineFault = { readonly fault: 'rests' | 'past'; readonly next: string };

/** A task due on a day is due when the office closes on it. */
export function deadlineOn(day: string, nowMs: number, { calendar }: OfficeTime): { dueMs: number } | DeadlineFault {
  const dueMs = calendar.closesAt(day);
  if (dueMs === undefined) return { fault: 'rests', next: calendar.addWorkingDays(day, 1) };
  return dueMs > nowMs ? { dueMs } : { fault: 'past', next: calendar.addWorkingDays(day, 1) };
}

/** The day on which so many working days have passed; a day on which the office opens no more does not count. */
export function dayAfter(nowMs: number, workingDays: number, { calendar, days }: OfficeTime): string {
  return calendar.addWorkingDays(days.dayOf(nowMs), workingDays);
}

/** When the office closes on the working day before an instant's day, or so many after it; undefined: it never opens. */
export function closingBefore(atMs: number, { calendar, days }: OfficeTime): number | undefined {
  let dayAtMs = Date.parse(`${days.dayOf(atMs)}T00:00:00Z`);
  for (let rested = 0; rested < longestRestDays; rested += 1) {
    dayAtMs -= dayMs;
    const closes = calendar.closesAt(new Date(dayAtMs).toISOString().slice(0, 10));
    if (closes !== undefined) return closes;
  }
  return undefined;
}

export function closingAfter(atMs: number, workingDays: number, { calendar, days }: OfficeTime): number | undefined {
  return calendar.closesAt(calendar.addWorkingDays(days.dayOf(atMs), workingDays));
}
