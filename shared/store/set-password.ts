import type { Sql } from './sql.ts';

/** Replaces an account's password and ends all its sessions; false when there is no such account. */
export async function setPassword(sql: Sql, name: string, passwordHash: string): Promise<boolean> {
  const { rows } = await sql.query<{ name: string }>(
    `WITH changed AS (UPDATE accounts SET password_hash = $2 WHERE name = $1 RETURNING name),
          ended AS (DELETE FROM sessions USING changed WHERE sessions.account = changed.name)
     SELECT name FROM changed`,
    [name, passwordHash],
  );
  return rows.length === 1;
}
