import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';
import type { CalendarDay } from '../tables/calendar.ts';

/** A day stands once for each kind, and nobody is off and makes up for it on the same day. */
export function checkCalendar(table: ParsedTable<CalendarDay>): PackProblem[] {
  const seen = new Map<string, { at: number; kinds: Set<string> }>();
  return table.rows.flatMap(({ at, value: { date, kind } }): PackProblem[] => {
    const day = seen.get(date) ?? { at, kinds: new Set() };
    seen.set(date, day);
    const problem = (column: string, vi: string, en: string): PackProblem[] => [
      { file: table.file, row: at, column, message: { vi, en } },
    ];
    if (day.kinds.has(kind)) {
      return problem(
        'date',
        `${date} đã có ở hàng ${day.at}; bỏ một hàng`,
        `${date} is there twice, first in row ${day.at}; remove one`,
      );
    }
    day.kinds.add(kind);
    if (day.kinds.has('holiday') && day.kinds.has('compensatory_work')) {
      return problem(
        'kind',
        `${date} vừa là ngày nghỉ vừa là ngày làm bù (hàng ${day.at}); giữ một`,
        `${date} is both a holiday and worked to make up for one (row ${day.at}); keep one`,
      );
    }
    return [];
  });
}
