import { nextDay } from '../../time/next-day.ts';
import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';
import type { UnitSuccession } from '../tables/successions.ts';
import { findFault, type Nameable } from './check-references.ts';
import { checkUnique } from './check-validity.ts';

/** Both units are known, the new one holds when it takes over, and each pair stands once. */
export function checkSuccessions(table: ParsedTable<UnitSuccession>, units: Nameable): PackProblem[] {
  const problems = table.rows.flatMap(({ at, value }): PackProblem[] => {
    const { old_unit, new_unit, valid_from } = value;
    const faults = {
      old_unit: findFault(old_unit, units, undefined),
      new_unit:
        old_unit === new_unit
          ? { vi: `${new_unit} không thể thay thế chính nó`, en: `${new_unit} cannot take over from itself` }
          : findFault(new_unit, units, { from: valid_from, to: nextDay(valid_from) }),
    };
    return Object.entries(faults).flatMap(([column, message]) =>
      message ? [{ file: table.file, row: at, column, message }] : [],
    );
  });
  const keyOf = ({ old_unit, new_unit, valid_from }: UnitSuccession): string =>
    [old_unit, new_unit, valid_from].join(' ');
  return [...problems, ...checkUnique(table, keyOf, 'old_unit')];
}
