import type { Sql } from './sql.ts';

/** Changes when somebody has said, closed or taken in anything about a world's money, or raw events were dropped. */
export async function readMoneyMarks(sql: Sql, world: string): Promise<string> {
  const { rows } = await sql.query<{ marks: string }>(
    `SELECT concat_ws('/', (SELECT max(id) FROM money_explanations WHERE world = $1),
       (SELECT string_agg(state || count, ',' ORDER BY state) FROM (
          SELECT state, count(*) FROM money_closings WHERE world = $1 GROUP BY state) c),
       (SELECT max(id) || ',' || count(*) FROM money_statements WHERE world = $1),
       (SELECT max(edited_at) FROM money_mappings),
       (SELECT max(day) FROM seals WHERE world = $1 AND dropped_at IS NOT NULL)) AS marks`,
    [world],
  );
  return rows[0]?.marks ?? '';
}
