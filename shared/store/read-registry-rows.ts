import type { RegistryCell, RegistryRow, RegistryTable } from '../locality/registry/registry-table.ts';
import { nextDay } from '../time/next-day.ts';
import type { Sql } from './sql.ts';

type Row = Record<string, RegistryCell> & { from: string; to: string | null; editedBy: string | null };

/** Every row of one of the registry's city tables, in order of key and time. */
export async function readRegistryRows(sql: Sql, table: RegistryTable): Promise<RegistryRow[]> {
  const { name, key, columns, dayColumn } = table;
  const time = (column: string): string =>
    table.axis === 'days'
      ? `${name}.${column}::text`
      : `to_char(${name}.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const span = dayColumn
    ? `${time(dayColumn)} AS "from", NULL AS "to", ${time(dayColumn)} AS ${dayColumn}`
    : `${time('valid_from')} AS "from", ${time('valid_to')} AS "to"`;
  const order = [...key.map((column) => `${name}.${column}`), `${name}.${dayColumn ?? 'valid_from'}`].join(', ');
  const { rows } = await sql.query<Row>(
    `SELECT ${Object.keys(columns).join(', ')}, ${span}, edited_by AS "editedBy" FROM ${name} ORDER BY ${order}`,
  );
  return rows.map(({ from, to, editedBy, ...values }) => ({
    values,
    from,
    to: dayColumn ? nextDay(from) : to,
    editedBy,
  }));
}
