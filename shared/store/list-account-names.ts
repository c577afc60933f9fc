import type { Role } from '../access/roles.ts';
import type { Sql } from './sql.ts';

/** The names of accounts of these roles that are not disabled. */
export async function listAccountNames(sql: Sql, roles: readonly Role[]): Promise<string[]> {
  const { rows } = await sql.query<{ name: string }>(
    'SELECT name FROM accounts WHERE disabled_at IS NULL AND role = ANY($1) ORDER BY name',
    [roles],
  );
  return rows.map(({ name }) => name);
}
