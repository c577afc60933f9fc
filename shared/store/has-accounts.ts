import type { Sql } from './sql.ts';

/** Whether there is any account yet. */
export async function hasAccounts(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM accounts) AS found');
  return rows[0]?.found === true;
}
