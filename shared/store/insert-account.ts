import type { Role } from '../access/roles.ts';
import type { Sql } from './sql.ts';

/** Makes an account that logs in by password; false when the name is taken. */
export async function insertAccount(
  sql: Sql,
  account: { name: string; passwordHash: string; role: Role; unit: string | null; at: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO accounts (name, password_hash, role, unit, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO NOTHING`,
    [account.name, account.passwordHash, account.role, account.unit, account.at],
  );
  return rowCount === 1;
}
