import type { Sql } from './sql.ts';

/** Whether the registry knows a unit or a department of that code. */
export async function isUnit(sql: Sql, code: string): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM units WHERE code = $1 UNION ALL SELECT FROM departments WHERE code = $1) AS found`,
    [code],
  );
  return rows[0]?.found === true;
}
