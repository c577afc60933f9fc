import type { Sql } from './sql.ts';

/** What a ledger is read from (`shared/kpi/ask/read-ledger.ts`). */
const tables = [
  ...['city_settings', 'units', 'offices', 'targets', 'unit_successions', 'assets', 'calendar_days'],
  'exclusions',
];

/**
 * Changes with every change of what a ledger is read from. A row that is written, changed or taken away has another place
 * or another transaction than before; the server tells databases of one name apart by its start.
 */
export async function readLedgerMark(sql: Sql): Promise<string> {
  const marks = tables.map(
    (table) => `(SELECT coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) FROM ${table})`,
  );
  const { rows } = await sql.query<{ mark: string }>(
    `SELECT concat_ws(' ', current_database(), pg_postmaster_start_time(), ${marks.join(', ')}) AS mark`,
  );
  return rows[0]?.mark ?? '';
}
