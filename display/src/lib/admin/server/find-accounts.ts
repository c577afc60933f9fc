import type { AccountListed } from '#shared/access/account-commands.ts';
import { roles, type Role } from '#shared/access/roles.ts';
import { listAccounts } from '#shared/store/list-accounts.ts';
import type { Sql } from '#shared/store/sql.ts';

type AccountFilter = { readonly text: string; readonly role: Role | '' };

/** Which accounts an address asks for: a part of their names, a role. */
export function readAccountFilter({ searchParams }: URL): AccountFilter {
  return {
    text: (searchParams.get('find') ?? '').slice(0, 64).toLowerCase(),
    role: roles.find((one) => one === searchParams.get('role')) ?? '',
  };
}

/** Those accounts, as they are at `now`. */
export async function findAccounts(sql: Sql, { text, role }: AccountFilter, now: Date): Promise<AccountListed[]> {
  const all = await listAccounts(sql, now);
  return all.filter((one) => one.name.includes(text) && (role === '' || one.role === role));
}
