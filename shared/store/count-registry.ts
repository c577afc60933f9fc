import type { Sql } from './sql.ts';

/** How many of one sort the registry holds, and how many of them were worked out and not told by the city. */
export type RegistryCount = { readonly of: string; readonly placeholders: number; readonly total: number };

/** Counts assets in service at an instant by kind, and what else of a city holds on a day. */
export async function countRegistry(sql: Sql, { day, at }: { day: string; at: Date }): Promise<RegistryCount[]> {
  const { rows } = await sql.query<RegistryCount>(
    `SELECT of, count(*) FILTER (WHERE placeholder)::int AS placeholders, count(*)::int AS total FROM (
       SELECT kind AS of, placeholder, valid_from <= $2 AND (valid_to > $2 OR valid_to IS NULL) AS holds FROM assets
       UNION ALL SELECT 'units', placeholder, ${holds} FROM units
       UNION ALL SELECT 'departments', placeholder, ${holds} FROM departments
       UNION ALL SELECT 'offices', false, ${holds} FROM offices
       UNION ALL SELECT 'procedures', placeholder, ${holds} FROM procedures
       UNION ALL SELECT 'systems', false, ${holds} FROM systems
       UNION ALL SELECT 'operators', false, ${holds} FROM operators
       UNION ALL SELECT 'targets', false, ${holds} FROM targets
       UNION ALL SELECT 'calendar', false, true FROM calendar_days
     ) held WHERE holds GROUP BY of ORDER BY of`,
    [day, at],
  );
  return rows;
}

const holds = 'valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL)';
