import type { Sql } from '#shared/store/sql.ts';

/** Notices that say what is no longer so: kept, and never sent. */
export async function supersede(
  sql: Sql,
  { ids, why, now }: { ids: readonly number[]; why: string; now: Date },
): Promise<void> {
  if (ids.length === 0) return;
  await sql.query(
    `UPDATE notices SET state = 'superseded', why = $2, settled_at = $3 WHERE id = ANY($1) AND state = 'waiting'`,
    [ids, why, now],
  );
}

/** A message is through: its notices that still waited are sent, or failed. */
export async function settleMessage(
  sql: Sql,
  { message, state, why, now }: { message: number; state: 'sent' | 'failed'; why: string | null; now: Date },
): Promise<void> {
  await sql.query('UPDATE messages SET state = $2, next_at = NULL WHERE id = $1', [message, state]);
  await sql.query(`UPDATE notices SET state = $2, why = $3, settled_at = $4 WHERE message = $1 AND state = 'waiting'`, [
    message,
    state,
    why,
    now,
  ]);
}
