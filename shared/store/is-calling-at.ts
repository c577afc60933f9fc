import type { Priority } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** Whether an alert of an incident calls for a person at a priority. */
export async function isCallingAt(
  sql: Sql,
  { incident, priority }: { readonly incident: number; readonly priority: Priority },
): Promise<boolean> {
  const { rows } = await sql.query<{ is: boolean }>(
    `SELECT EXISTS (SELECT FROM alerts WHERE incident = $1 AND priority = $2 AND closed_at IS NULL AND acked_by IS NULL
       AND silencing IS NULL AND NOT is_late AND suppression ->> 'why' = 'none') AS is`,
    [incident, priority],
  );
  return rows[0]?.is === true;
}
