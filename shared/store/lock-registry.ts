import type { Sql } from './sql.ts';

const LOCK = 7_662_013;

/** Lets one transaction at a time do what is done once for the whole registry; held to the transaction's end. */
export async function lockRegistry(sql: Sql): Promise<void> {
  await sql.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}
