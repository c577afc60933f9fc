import type { ClientBase } from 'pg';
import { filledByMigrations, listTables } from './dump-tables.ts';

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, { readonly columns: readonly string[]; readonly rows: readonly Row[] }>;

/** Every row of every table of ours. */
export async function readRows(client: ClientBase): Promise<Rows> {
  const tables = await listTables(client);
  const read = new Map<string, { columns: string[]; rows: Row[] }>();
  for (const { name, columns } of tables) {
    const { rows } = await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${name} t`);
    read.set(name, { columns, rows: rows.map(({ row }) => row) });
  }
  return read;
}

/** Rows that are not there any more, by what both times have columns for; tables that are gone themselves are not told of. */
export function findLost(before: Rows, after: Rows): string[] {
  const lost: string[] = [];
  for (const [table, { columns, rows }] of before) {
    const now = after.get(table);
    if (!now || filledByMigrations.includes(table)) continue;
    const both = columns.filter((column) => now.columns.includes(column));
    const textOf = (row: Row): string => JSON.stringify(both.map((column) => row[column]));
    const there = new Set(now.rows.map(textOf));
    lost.push(...rows.map(textOf).flatMap((text) => (there.has(text) ? [] : [`${table} ${text}`])));
  }
  return lost;
}
