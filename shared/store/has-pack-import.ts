import type { Sql } from './sql.ts';

/** Whether a pack of this content has been taken in. */
export async function hasPackImport(sql: Sql, hash: string): Promise<boolean> {
  const { rows } = await sql.query<{ has: boolean }>(
    'SELECT EXISTS (SELECT FROM pack_imports WHERE hash = $1) AS has',
    [hash],
  );
  return rows[0]?.has === true;
}
