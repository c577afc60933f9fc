import { packHeader } from '../locality/pack-header.ts';
import type { OfficeTime } from '../tasks/deadline.ts';
import { businessCalendar } from '../time/business-calendar.ts';
import { civilCalendar, type CivilCalendar } from '../time/civil-day.ts';
import { parseOpeningHours } from '../time/opening-hours.ts';
import { listCalendarDays } from './list-calendar-days.ts';
import { readCitySetting } from './read-city-setting.ts';
import { readTimeZone } from './read-time-zone.ts';
import type { Sql } from './sql.ts';

/** When the city's offices work: its hours, holidays and days worked in their place. */
export async function readOfficeTime(
  sql: Sql,
): Promise<OfficeTime & { readonly days: CivilCalendar; readonly timeZone: string }> {
  const timeZone = await readTimeZone(sql);
  const { opening } = packHeader.shape.placeholders.parse(await readCitySetting(sql, 'placeholders'));
  const calendar = businessCalendar(parseOpeningHours(opening) ?? [], await listCalendarDays(sql), timeZone);
  return { timeZone, calendar, days: civilCalendar(timeZone) };
}
