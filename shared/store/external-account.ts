import type { Role } from '../access/roles.ts';
import type { AccountRights } from './change-account.ts';
import type { Sql } from './sql.ts';

/** The account that logs in as `externalId` with the city's own accounts, held to the end of the transaction. */
export async function findExternalAccount(
  sql: Sql,
  externalId: string,
): Promise<(AccountRights & { readonly name: string }) | undefined> {
  const { rows } = await sql.query<AccountRights & { name: string }>(
    'SELECT name, role, unit, disabled_at IS NOT NULL AS disabled FROM accounts WHERE external_id = $1 FOR UPDATE',
    [externalId],
  );
  return rows[0];
}

/** Makes an account that logs in with the city's own account; false when the name is taken. */
export async function insertExternalAccount(
  sql: Sql,
  account: { name: string; externalId: string; role: Role; unit: string | null; at: Date },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO accounts (name, external_id, role, unit, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO NOTHING`,
    [account.name, account.externalId, account.role, account.unit, account.at],
  );
  return rowCount === 1;
}
