import type { Role } from '../access/roles.ts';
import type { Sql } from './sql.ts';

/** `passwordHash` null: it logs in with the city's own account, and by no password. `secondFactor`: a code is asked for too. */
export type Account = {
  readonly name: string;
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly secondFactor: boolean;
};

/** The account of that name (case does not matter) if it may log in; undefined when unknown or disabled. */
export async function findAccount(sql: Sql, name: string): Promise<Account | undefined> {
  const { rows } = await sql.query<Account>(
    `SELECT name, password_hash AS "passwordHash", role,
            EXISTS (SELECT FROM second_factors f WHERE f.account = a.name AND f.confirmed_at IS NOT NULL) AS "secondFactor"
     FROM accounts a WHERE name = lower($1) AND disabled_at IS NULL`,
    [name],
  );
  return rows[0];
}
