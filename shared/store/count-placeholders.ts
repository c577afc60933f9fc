import type { Sql } from './sql.ts';

/** How many of one sort of thing there are, and how many of those are ours and not the city's. */
export type PlaceholderCount = { readonly what: string; readonly all: number; readonly placeholders: number };

/** Counts placeholders among units, departments, procedures (on a civil day) and each kind of asset (at an instant). */
export async function countPlaceholders(sql: Sql, { at, day }: { at: Date; day: string }): Promise<PlaceholderCount[]> {
  const table = (name: string): string =>
    `SELECT '${name}' AS what, placeholder FROM ${name} WHERE valid_from <= $2::date AND (valid_to > $2 OR valid_to IS NULL)`;
  const { rows } = await sql.query<PlaceholderCount>(
    `SELECT what, count(*)::int AS "all", count(*) FILTER (WHERE placeholder)::int AS placeholders FROM (
       ${['units', 'departments', 'procedures'].map(table).join(' UNION ALL ')}
       UNION ALL
       SELECT kind, placeholder FROM assets WHERE valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL)
     ) AS things GROUP BY what ORDER BY what`,
    [at, day],
  );
  return rows;
}
