import type { Sql } from './sql.ts';

/** What is open in one unit. */
export type UnitOpen = { readonly unit: string; readonly incidents: number; readonly alerts: number };

/** Incidents that nobody has resolved and alerts that are open, by the unit they are in. Reads what is open, not the past. */
export async function countOpenOfUnits(sql: Sql, world: string): Promise<UnitOpen[]> {
  const { rows } = await sql.query<UnitOpen>(
    `SELECT unit, sum(incidents)::int AS incidents, sum(alerts)::int AS alerts FROM (
       SELECT unnest(units) AS unit, 1 AS incidents, 0 AS alerts FROM incidents
       WHERE world = $1 AND state NOT IN ('resolved', 'closed', 'merged')
       UNION ALL
       SELECT labels ->> 'unit', 0, 1 FROM alerts WHERE world = $1 AND closed_at IS NULL AND labels ? 'unit') o
     GROUP BY unit ORDER BY unit`,
    [world],
  );
  return rows;
}
