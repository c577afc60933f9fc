import type { BusinessCalendar } from '#shared/time/business-calendar.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';

/** What comes in later than this, and is due the same day, is due the next working day. */
const sameDayUntilMs = 15 * 3_600_000;

/** When a record must be completed: at the close of the last of its statutory working days; undefined: the law names none. */
export function dueDate(
  submittedMs: number,
  statutoryDays: number | null,
  office: BusinessCalendar,
  civil: CivilCalendar,
): number | undefined {
  if (statutoryDays === null) return undefined;
  const day = civil.dayOf(submittedMs);
  const isSameDay = office.isWorkingDay(day) && submittedMs - civil.startOf(day) <= sameDayUntilMs;
  const days = statutoryDays === 0 ? (isSameDay ? 0 : 1) : Math.ceil(statutoryDays);
  return office.closesAt(office.addWorkingDays(day, days));
}
