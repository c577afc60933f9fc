import type { PackHeader } from '../pack-header.ts';
import type { PackProblem } from '../pack-problem.ts';
import type { ParsedTable } from '../parse-table.ts';
import { findFault, type Nameable } from './check-references.ts';

/** `serves` of `pack.yaml` names systems and procedures that there are. */
export function checkServes(
  serves: PackHeader['serves'],
  {
    systems,
    procedures,
  }: {
    readonly systems: Pick<ParsedTable<unknown>, 'codes'>;
    readonly procedures: Pick<ParsedTable<unknown>, 'codes'>;
  },
): PackProblem[] {
  const named = (files: string, { codes }: Pick<ParsedTable<unknown>, 'codes'>): Nameable => ({
    ...{ files, codes, heldBy: new Map() },
  });
  return Object.entries(serves ?? {}).flatMap(([system, said]) => {
    const column = `serves.${system}`;
    const faults = [
      findFault(system, named('systems.csv', systems), undefined),
      ...(said === 'online' ? [] : said.map((code) => findFault(code, named('procedures.csv', procedures), undefined))),
    ];
    return faults.flatMap((message) => (message ? [{ file: 'pack.yaml', row: 0, column, message }] : []));
  });
}
