import { dirname, join } from 'node:path';
import { compileCondition, type Test } from './condition.ts';
import { fixedTimeReader } from './compile-value.ts';
import type { Mapping } from './mapping.ts';
import { keepDistinct, mergeOverlapping } from './reduce-rows.ts';
import { readRows, type RawRow } from './read-rows.ts';
import { RowProblem, type Row } from './row.ts';
import type { RowLookup } from './row-lookup.ts';
import type { Fate, Tally } from './tally.ts';
import type { Lookup } from './template.ts';

/** The rows that events are made from, and the lines on which the source says that it lost its own feed. */
export type GatheredRows = { readonly rows: readonly Row[]; readonly lostLines: readonly number[] };

/** Reads the file and applies what a mapping says of rows: lost, joined tables, unpivot, drop, distinct, merge. */
export async function gatherRows(
  mapping: Mapping,
  file: string,
  lookupOf: RowLookup,
  tally: Tally,
): Promise<GatheredRows> {
  const tables = await loadTables(mapping, dirname(file));
  const reject = (list: Mapping['drop'], fate: Fate): ((row: Row) => boolean) => {
    const tests = list.map(({ when, why }) => ({
      test: compileCondition(when, fixedTimeReader(mapping.timeline.zone)),
      why,
    }));
    return (row) => isRejected(tests, fate, row, lookupOf, tally);
  };
  const isLost = reject(mapping.lost, 'lost');
  const isDropped = reject(mapping.drop, 'dropped');
  const rows: Row[] = [];
  const lostLines: number[] = [];
  for await (const raw of readRows(file, mapping.file)) {
    const row = { line: raw.line, columns: joinTables(raw, mapping, tables), known: new Map() };
    if (raw.surplus) tally.add('unmapped', 'more cells than the table has columns', row.line);
    else if (isLost(row)) lostLines.push(row.line);
    else rows.push(...unpivot(row, mapping.unpivot).filter((one) => !isDropped(one)));
  }
  return { rows: mergeOverlapping(keepDistinct(rows, mapping, lookupOf, tally), mapping, lookupOf, tally), lostLines };
}

function isRejected(
  tests: readonly { test: Test; why: string }[],
  fate: Fate,
  row: Row,
  lookupOf: RowLookup,
  tally: Tally,
): boolean {
  const lookup: Lookup = lookupOf(row);
  try {
    const found = tests.find(({ test }) => test(lookup));
    if (found) tally.add(fate, found.why, row.line);
    return found !== undefined;
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    tally.add('unmapped', error.message, row.line);
    return true;
  }
}

/** A wide row is one row per column that is not kept; empty cells are rows too, for `drop` to judge. */
function unpivot(row: Row, how: Mapping['unpivot']): Row[] {
  if (!how) return [row];
  const kept = how.keep.map((name) => [name, row.columns.get(name) ?? ''] as const);
  return [...row.columns]
    .filter(([name]) => !how.keep.includes(name))
    .map(([name, value]) => ({
      line: row.line,
      columns: new Map([...kept, [how.name, name], [how.value, value]]),
      known: new Map(),
    }));
}

type Table = { readonly names: readonly string[]; readonly rows: ReadonlyMap<string, RawRow> };

async function loadTables(mapping: Mapping, folder: string): Promise<Map<string, Table>> {
  const tables = new Map<string, Table>();
  for (const [name, format] of Object.entries(mapping.tables)) {
    const rows = new Map<string, RawRow>();
    let names: string[] = [];
    for await (const row of readRows(join(folder, format.file), format)) {
      names = [...row.columns.keys()];
      rows.set(row.columns.get(format.key) ?? '', row);
    }
    tables.set(name, { names, rows });
  }
  return tables;
}

function joinTables(raw: RawRow, mapping: Mapping, tables: ReadonlyMap<string, Table>): ReadonlyMap<string, string> {
  if (tables.size === 0) return raw.columns;
  const columns = new Map(raw.columns);
  for (const [table, { names, rows }] of tables) {
    const found = rows.get(raw.columns.get(mapping.tables[table]?.on ?? '') ?? '');
    for (const name of names) columns.set(`${table}.${name}`, found?.columns.get(name) ?? '');
  }
  return columns;
}
