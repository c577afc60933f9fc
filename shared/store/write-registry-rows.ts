import type { RegistryRow, RegistryTable } from '../locality/registry/registry-table.ts';
import type { Sql } from './sql.ts';

/** Rows sent in one statement. */
const AT_ONCE = 2_000;

/** Removes rows of one of the registry's city tables, then adds others; both are whole rows as `readRegistryRows` gives them. */
export async function writeRegistryRows(
  sql: Sql,
  table: RegistryTable,
  { remove, add }: { remove: readonly RegistryRow[]; add: readonly RegistryRow[] },
): Promise<void> {
  const { name, key, columns, dayColumn } = table;
  const begin = dayColumn ?? 'valid_from';
  const type = table.axis === 'days' ? 'date' : 'timestamptz';
  const at = { [begin]: type };
  const identity: Record<string, string> = {
    ...Object.fromEntries(key.map((column) => [column, columns[column] ?? type])),
    ...at,
  };
  const all: Record<string, string> = { ...columns, ...at, ...(!dayColumn && { valid_to: type }), edited_by: 'text' };
  for (const rows of inParts(remove)) {
    const matches = Object.keys(identity).map((column) => `held.${column} = gone.${column}`);
    await sql.query(
      `DELETE FROM ${name} AS held USING jsonb_to_recordset($1) AS gone (${declare(identity)}) WHERE ${matches.join(' AND ')}`,
      [toJson(rows, begin)],
    );
  }
  for (const rows of inParts(add)) {
    const list = Object.keys(all).join(', ');
    await sql.query(
      `INSERT INTO ${name} (${list}) SELECT ${list} FROM jsonb_to_recordset($1) AS new (${declare(all)})`,
      [toJson(rows, begin)],
    );
  }
}

function declare(columns: Readonly<Record<string, string>>): string {
  return Object.entries(columns)
    .map((column) => column.join(' '))
    .join(', ');
}

function toJson(rows: readonly RegistryRow[], begin: string): string {
  return JSON.stringify(
    rows.map(({ values, from, to, editedBy }) => ({ ...values, [begin]: from, valid_to: to, edited_by: editedBy })),
  );
}

function inParts(rows: readonly RegistryRow[]): RegistryRow[][] {
  return Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, part) =>
    rows.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
}
