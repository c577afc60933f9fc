import type { Sql } from './sql.ts';

/**
 * Replaces an account's password and ends all its sessions. `none`: there is no such account; `city`: it has no password
 * here, because it logs in with the city's own account.
 */
export async function setPassword(sql: Sql, name: string, passwordHash: string): Promise<'set' | 'none' | 'city'> {
  const { rows } = await sql.query<{ external: boolean }>(
    `WITH changed AS (
       UPDATE accounts SET password_hash = CASE WHEN external_id IS NULL THEN $2 END WHERE name = $1
       RETURNING name, external_id IS NOT NULL AS external
     ), ended AS (DELETE FROM sessions USING changed WHERE sessions.account = changed.name AND NOT external)
     SELECT external FROM changed`,
    [name, passwordHash],
  );
  if (!rows[0]) return 'none';
  return rows[0].external ? 'city' : 'set';
}

/** Gives an account that logs in by password another one; its sessions stay. */
export async function replacePassword(sql: Sql, name: string, passwordHash: string): Promise<void> {
  await sql.query('UPDATE accounts SET password_hash = $2 WHERE name = $1 AND external_id IS NULL', [
    name,
    passwordHash,
  ]);
}
