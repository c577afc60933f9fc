import type { Priority, Says } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** A rule at one place, and how often it called. `medianOpenS` null: none of them is over yet. */
export type WorstActor = {
  readonly rule: string;
  readonly target: string;
  readonly name: Says;
  readonly priority: Priority;
  readonly alerts: number;
  readonly medianOpenS: number | null;
};

export type WorstActors = { readonly total: number; readonly rows: readonly WorstActor[] };

type Row = Omit<WorstActor, 'alerts' | 'medianOpenS'> & {
  readonly alerts: string;
  readonly total: string;
  readonly medianOpenS: number | null;
};

/** The rules and places that opened most alerts in a world between two of its instants, and how many there were in all. */
export async function readWorstActors(
  sql: Sql,
  { world, from, to, limit }: { world: string; from: Date; to: Date; limit: number },
): Promise<WorstActors> {
  const { rows } = await sql.query<Row>(
    `SELECT rule, target, min(priority) AS priority, count(*) AS alerts, sum(count(*)) OVER () AS total,
       (array_agg(rule_body->'name' ORDER BY opened_at DESC))[1] AS name,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at)::float8)
         FILTER (WHERE closed_at IS NOT NULL) AS "medianOpenS"
     FROM alerts WHERE world = $1 AND opened_at > $2 AND opened_at <= $3 AND suppression->>'why' <> 'inhibited'
     GROUP BY rule, target ORDER BY alerts DESC, rule, target LIMIT $4`,
    [world, from, to, limit],
  );
  return {
    total: Number(rows[0]?.total ?? 0),
    rows: rows.map(({ rule, target, name, priority, alerts, medianOpenS }) => {
      return { rule, target, name, priority, alerts: Number(alerts), medianOpenS };
    }),
  };
}
