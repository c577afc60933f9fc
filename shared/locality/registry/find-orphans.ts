import type { PackProblem } from '../pack-problem.ts';
import { covers, type Validity } from '../validity.ts';
import type { ImportPlan } from './plan-import.ts';
import { keyOf, type RegistryRow, type RegistryTable } from './registry-table.ts';
import { dayToInstant, registryTables } from './registry-tables.ts';

/** Which columns name something of another table. */
const references: readonly [table: string, column: string, named: string][] = [
  ['units', 'parent', 'units'],
  ['offices', 'unit', 'units'],
  ['offices', 'department', 'departments'],
  ['assets', 'unit', 'units'],
  ['assets', 'point', 'assets'],
  ['assets', 'branch', 'assets'],
  ['assets', 'operator', 'operators'],
  ['targets', 'office', 'offices'],
];

/** Dependents named in one sentence. */
const SHOWN = 5;

/**
 * What an import would leave hanging: things that end while others that stay still name them. A pack is whole in
 * itself, so those are rows that were edited and are left alone.
 */
export function findOrphans(
  { result }: Pick<ImportPlan, 'result'>,
  { timeZone, from }: { timeZone: string; from: string },
): PackProblem[] {
  const toInstant = memoised(dayToInstant(timeZone));
  const table = new Map(registryTables.map((each) => [each.name, each]));
  const spans = (name: string): Map<string, Validity[]> => {
    const of = table.get(name);
    const rows = of
      ? (result[name] ?? []).map((row) => ({ code: keyOf(of, row.values), ...spanOf(of, row, toInstant) }))
      : [];
    return Map.groupBy(rows, ({ code }) => code);
  };
  const named = new Map(references.map(([, , name]) => [name, spans(name)]));
  const begins = toInstant(from);
  const hanging = references.flatMap(([name, column, of]) => {
    const on = table.get(name);
    const target = table.get(of);
    if (!on || !target) return [];
    return (result[name] ?? []).flatMap((row) => {
      const code = row.values[column];
      const span = spanOf(on, row, toInstant);
      if (typeof code !== 'string' || (span.to !== null && span.to <= begins)) return [];
      const needed = { ...span, from: span.from < begins ? begins : span.from };
      if (covers(named.get(of)?.get(code) ?? [], needed)) return [];
      return [
        {
          code,
          file: target.name === 'assets' ? 'points.csv' : target.fileOf({}),
          column,
          by: keyOf(on, row.values),
          in: on.fileOf(row.values),
        },
      ];
    });
  });
  return [...Map.groupBy(hanging, ({ file, code }) => `${file} ${code}`).values()].flatMap((group) => toProblem(group));
}

type Hanging = { code: string; file: string; column: string; by: string; in: string };

function toProblem(group: readonly Hanging[]): PackProblem[] {
  const [first] = group;
  if (!first) return [];
  const more = group.length > SHOWN ? ` … (${group.length})` : '';
  const list =
    group
      .slice(0, SHOWN)
      .map((each) => `${each.by} (${each.in})`)
      .join(', ') + more;
  const message = {
    vi: `${first.code} sẽ không còn hiệu lực, nhưng ${list} vẫn thuộc về nó do đã được sửa riêng; chuyển chúng trước, hoặc nhập với --overwrite-edits`,
    en: `${first.code} would no longer hold, but ${list} still belong to it, edited on their own; move them first, or import with --overwrite-edits`,
  };
  return [{ file: first.file, row: 0, column: first.column, message }];
}

function spanOf({ axis }: RegistryTable, { from, to }: RegistryRow, toInstant: (day: string) => string): Validity {
  return axis === 'instants' ? { from, to } : { from: toInstant(from), to: to === null ? null : toInstant(to) };
}

function memoised(work: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? work(text);
    known.set(text, found);
    return found;
  };
}
