import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';
import type { EstablishmentRow } from '../tables/establishment.ts';
import { validityOf } from '../validity.ts';
import { checkReferences, type Nameable } from './check-references.ts';
import { checkValidity } from './check-validity.ts';

type Staffed = {
  readonly code: string;
  readonly staff: number;
  readonly valid_from: string;
  readonly valid_to: string | null;
};

/**
 * Points are known, a role of a point (volunteers: of a campaign) is told once a day, a campaign ends, and where own officers and
 * those transferred are both told they make up the point's `staff`.
 */
export function checkEstablishment(
  table: ParsedTable<EstablishmentRow>,
  points: Nameable,
  staffed: readonly Staffed[],
): PackProblem[] {
  const keyOf = ({ point, role, campaign }: EstablishmentRow): string =>
    [point, role, ...(campaign === null ? [] : [campaign])].join(' ');
  const endless = table.rows.flatMap(({ at, value }): PackProblem[] => {
    if (value.role !== 'volunteer' || value.valid_to !== null) return [];
    const message = {
      vi: 'tình nguyện viên đi theo chiến dịch; cần ngày đầu tiên không còn chiến dịch',
      en: 'volunteers come with a campaign; tell the first day on which it is over',
    };
    return [{ file: table.file, row: at, column: 'valid_to', message }];
  });
  return [
    ...checkReferences(table, 'point', points, validityOf),
    ...checkValidity(table, keyOf, validityOf, { key: 'role', from: 'valid_from', to: 'valid_to' }),
    ...endless,
    ...checkSums(table, staffed),
  ];
}

/** A sum can change only on a day on which a row of the two roles, or of the point itself, begins. */
function checkSums(table: ParsedTable<EstablishmentRow>, staffed: readonly Staffed[]): PackProblem[] {
  const atCounters = table.rows.filter(({ value: { role } }) => role === 'officer' || role === 'transferred');
  return [...Map.groupBy(atCounters, ({ value }) => value.point)].flatMap(([point, rows]): PackProblem[] => {
    const own = staffed.filter(({ code }) => code === point);
    const days = [...rows.map(({ value }) => value), ...own].map(({ valid_from }) => valid_from).sort();
    for (const day of days) {
      const holding = rows.filter(({ value }) => holdsOn(value, day));
      const told = own.find((row) => holdsOn(row, day));
      const roles = new Set(holding.map(({ value }) => value.role));
      const sum = holding.reduce((people, { value }) => people + value.people, 0);
      if (!told || roles.size < 2 || sum === told.staff) continue;
      const message = {
        vi: `${point} ngày ${day}: cán bộ và người điều từ thành phố là ${sum}, nhưng biên chế (staff) là ${told.staff}; sửa cho khớp`,
        en: `${point} on ${day}: officers and those transferred are ${sum}, but its staff is ${told.staff}; make them agree`,
      };
      return [{ file: table.file, row: Math.max(...holding.map(({ at }) => at)), column: 'people', message }];
    }
    return [];
  });
}

function holdsOn({ valid_from, valid_to }: { valid_from: string; valid_to: string | null }, day: string): boolean {
  return valid_from <= day && (valid_to === null || day < valid_to);
}
