import { readFolder } from './files/read-folder.ts';
import { checkPack } from './check-pack.ts';
import type { Pack } from './pack.ts';
import { packHeader, type PackHeader } from './pack-header.ts';
import { describeProblem, type PackProblem } from './pack-problem.ts';
import { parseSettings } from './parse-settings.ts';
import { parseTable } from './parse-table.ts';
import { units, type Unit } from './tables/units.ts';

/** Problems named in one error; `vonglau pack check` names all. */
const SHOWN = 20;

/** Reads and checks a city's folder. Throws naming what is wrong, a line for each file, row and column. */
export function loadPack(dir: string): Pack {
  const checked = checkPack(readFolder(dir));
  if ('pack' in checked) return checked.pack;
  throw toError(dir, checked.problems);
}

/** Reads `pack.yaml` alone. */
export function loadPackHeader(dir: string): PackHeader {
  const header = parseSettings('pack.yaml', packHeader, readFolder(dir, []).header);
  if ('value' in header) return header.value;
  throw toError(dir, header.problems);
}

/** Reads `units.csv` alone. */
export function loadUnits(dir: string): Unit[] {
  const { rows, problems } = parseTable(units, readFolder(dir, ['units']).tables.units);
  if (problems.length > 0) throw toError(dir, problems);
  return rows.map(({ value }) => value);
}

function toError(dir: string, problems: readonly PackProblem[]): Error {
  const lines = problems.slice(0, SHOWN).map((problem) => describeProblem(problem, 'en'));
  const more = problems.length > SHOWN ? [`and ${problems.length - SHOWN} more`] : [];
  return new Error(`${dir}: ${[...lines, ...more].join('\n  ')}`);
}
