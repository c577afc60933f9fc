import { saysSame } from './splice.ts';
import type { RegistryCell, RegistryRow, RegistryTable } from './registry-table.ts';
import { keyOf } from './registry-table.ts';

/** One difference that an import makes from a day on; `field` null: the thing as a whole is added or ends. */
export type RegistryChange = {
  /** The registry's table, and the file of a city's folder that speaks of it. */
  readonly table: string;
  readonly file: string;
  readonly code: string;
  readonly change: 'added' | 'changed' | 'ended';
  /** The civil day, or instant, from which it holds. */
  readonly effective: string;
  readonly field: string | null;
  readonly from: RegistryCell;
  readonly to: RegistryCell;
};

/** Every difference between one thing's rows before and after, in order of time. */
export function compareRows(
  table: RegistryTable,
  before: readonly RegistryRow[],
  after: readonly RegistryRow[],
): RegistryChange[] {
  const moments = [
    ...new Set([...before, ...after].flatMap(({ from, to }) => (to === null ? [from] : [from, to]))),
  ].sort();
  const changes: RegistryChange[] = [];
  let last = '';
  for (const effective of moments) {
    const found = compareAt(table, effective, { was: holdingAt(before, effective), is: holdingAt(after, effective) });
    const told = JSON.stringify(found.map((change) => ({ ...change, effective: '' })));
    if (told !== last) changes.push(...found);
    last = told;
  }
  return changes;
}

function compareAt(
  table: RegistryTable,
  effective: string,
  { was, is }: { was: RegistryRow | undefined; is: RegistryRow | undefined },
): RegistryChange[] {
  const row = is ?? was;
  if (!row || (was && is && saysSame(was, is))) return [];
  const about = { table: table.name, file: table.fileOf(row.values), code: keyOf(table, row.values), effective };
  if (!was || !is) return [{ ...about, change: is ? 'added' : 'ended', field: null, from: null, to: null }];
  return Object.keys(table.columns)
    .filter((column) => was.values[column] !== is.values[column])
    .map((column) => ({
      ...{ ...about, change: 'changed' as const, field: table.packNames[column] ?? column },
      ...{ from: was.values[column] ?? null, to: is.values[column] ?? null },
    }));
}

/** The row that holds at a moment. */
export function holdingAt(rows: readonly RegistryRow[], moment: string): RegistryRow | undefined {
  return rows.find(({ from, to }) => from <= moment && (to === null || moment < to));
}
