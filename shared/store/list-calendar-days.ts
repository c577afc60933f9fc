import type { Sql } from './sql.ts';

/** A civil day that is not what its weekday says; the fields are those of `calendar.csv`. */
export type CalendarDayRow = {
  readonly date: string;
  readonly kind: 'holiday' | 'compensatory_work' | 'school_holiday';
  readonly name: string;
  readonly nameEn: string;
  readonly status: 'decreed' | 'expected' | null;
  readonly source: string | null;
};

/** Every such day, in order. */
export async function listCalendarDays(sql: Sql): Promise<CalendarDayRow[]> {
  const { rows } = await sql.query<CalendarDayRow>(
    `SELECT date::text, kind, name_vi AS name, name_en AS "nameEn", status, source
     FROM calendar_days ORDER BY calendar_days.date, kind`,
  );
  return rows;
}
