import type { Sql } from './sql.ts';

/** The offices that an account stands for, by the contact that names both. */
export async function listOfficesOf(sql: Sql, account: string): Promise<string[]> {
  const { rows } = await sql.query<{ office: string }>(
    'SELECT office FROM contacts WHERE account = $1 AND office IS NOT NULL ORDER BY office',
    [account],
  );
  return rows.map(({ office }) => office);
}
