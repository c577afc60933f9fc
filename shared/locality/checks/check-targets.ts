import { kpiUnits } from '../../kpi/kpi-units.ts';
import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';
import type { Target } from '../tables/targets.ts';
import type { Validity } from '../validity.ts';
import { findFault, type Nameable } from './check-references.ts';
import { checkValidity } from './check-validity.ts';

type Named = { readonly units: Nameable; readonly departments: Nameable; readonly branches: Nameable };

/** Targets that name known units, hold one at a time, and are shares where their KPI is one. */
export function checkTargets(table: ParsedTable<Target>, types: ReadonlySet<string>, named: Named): PackProblem[] {
  const problems = table.rows.flatMap(({ at, value }): PackProblem[] => {
    const found: PackProblem[] = [];
    const message = findUnitSetFault(value, types, named);
    if (message) found.push({ file: table.file, row: at, column: 'unit_set', message });
    if (kpiUnits[value.kpi] === 'share' && value.target > 1) {
      const { target } = value;
      const share = Number((target / 100).toPrecision(12));
      const vi = `${value.kpi} là tỷ lệ từ 0 đến 1; viết ${share} thay cho ${target}`;
      const en = `${value.kpi} is a share from 0 to 1; write ${share} in place of ${target}`;
      found.push({ file: table.file, row: at, column: 'target', message: { vi, en } });
    }
    return found;
  });
  const keyOf = ({ set, kpi, unit_set }: Target): string => [set, kpi, unit_set].join(' ');
  const columns = { key: 'set', from: 'from', to: 'to' };
  return [...problems, ...checkValidity(table, keyOf, targetValidity, columns)];
}

/** When a target holds. */
export function targetValidity({ from, to }: Target): Validity {
  return { from, to };
}

function findUnitSetFault(
  { unit_set }: Target,
  types: ReadonlySet<string>,
  named: Named,
): PackProblem['message'] | undefined {
  const [kind = '', code = ''] = unit_set.split(':');
  if (kind === 'unit') return findFault(code, named.units, undefined);
  if (kind === 'department') return findFault(code, named.departments, undefined);
  if (kind === 'branch') return findFault(code, named.branches, undefined);
  if (kind !== 'type' || types.has(code)) return undefined;
  const list = [...types].join(', ');
  return {
    vi: `không có đơn vị loại ${code} trong units.csv; có ${list}`,
    en: `units.csv has no units of the type ${code}; it has ${list}`,
  };
}
