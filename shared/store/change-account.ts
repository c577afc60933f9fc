import type { Role } from '../access/roles.ts';
import type { Sql } from './sql.ts';

/** An account's rights. */
export type AccountRights = { readonly role: Role; readonly unit: string | null; readonly disabled: boolean };

/** An account's rights now, held as they are to the end of the transaction; undefined when there is none of that name. */
export async function readAccountRights(sql: Sql, name: string): Promise<AccountRights | undefined> {
  const { rows } = await sql.query<AccountRights>(
    'SELECT role, unit, disabled_at IS NOT NULL AS disabled FROM accounts WHERE name = $1 FOR UPDATE',
    [name],
  );
  return rows[0];
}

/** Gives an account other rights and ends its sessions; returns how many there were. */
export async function changeAccount(
  sql: Sql,
  { name, at, ...rights }: AccountRights & { name: string; at: Date },
): Promise<number> {
  await sql.query(
    `UPDATE accounts SET role = $2, unit = $3, disabled_at = CASE WHEN $4 THEN coalesce(disabled_at, $5) END
     WHERE name = $1`,
    [name, rights.role, rights.unit, rights.disabled, at],
  );
  return endSessions(sql, name);
}

/** Ends all sessions of an account, but for one that `keep` is the hash of; returns how many there were. */
export async function endSessions(sql: Sql, name: string, keep: string | null = null): Promise<number> {
  const { rowCount } = await sql.query('DELETE FROM sessions WHERE account = $1 AND token_hash IS DISTINCT FROM $2', [
    ...[name, keep],
  ]);
  return rowCount ?? 0;
}

/** Whether somebody other than `name` could administer. */
export async function hasOtherAdministrator(sql: Sql, name: string): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL AND name <> $1) AS found`,
    [name],
  );
  return rows[0]?.found === true;
}
