import type { Sql } from './sql.ts';

/** What belongs to an incident beside its alerts, and goes with them. */
const tables = ['incident_tasks', 'incident_links', 'incident_attachments', 'incident_advice'] as const;

/** Rows of a table that went from one incident to another. */
export type Belongings = { readonly table: (typeof tables)[number]; readonly ids: readonly number[] };

/** Gives all that belongs to an incident to another; returns what that was. */
export async function moveBelongings(
  sql: Sql,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Belongings[]> {
  const moved: Belongings[] = [];
  for (const table of tables) {
    const { rows } = await sql.query<{ id: number }>(
      `UPDATE ${table} SET incident = $2 WHERE incident = $1 RETURNING id`,
      [from, to],
    );
    if (rows.length > 0) moved.push({ table, ids: rows.map(({ id }) => id) });
  }
  return moved;
}

/** Gives back what had been moved, as far as it is still there. */
export async function returnBelongings(
  sql: Sql,
  { table, ids }: Belongings,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await sql.query(`UPDATE ${table} SET incident = $2 WHERE incident = $1 AND id = ANY($3::bigint[])`, [from, to, ids]);
}
