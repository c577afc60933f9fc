import type { Sql } from './sql.ts';

/** The units that ever counted a metric in a world, by the codes their events were stamped with. */
export async function listCountedUnits(sql: Sql, world: string, metric: string): Promise<string[]> {
  const { rows } = await sql.query<{ unit: string }>(
    `SELECT unit FROM series WHERE world = $1 AND metric = $2 AND unit <> '' AND scope = '' AND dim = ''`,
    [world, metric],
  );
  return rows.map(({ unit }) => unit);
}
