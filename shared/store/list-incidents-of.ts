import type { IncidentView } from '../wire/duty.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import { incidentCounts, toIncidentView, type IncidentCounts } from './read-incident-views.ts';
import type { Sql } from './sql.ts';

/** Of what: a unit or an asset of a world. Those that are over count from `since` on; whatever is open counts always. */
export type IncidentsOf = {
  readonly world: string;
  readonly of: { readonly unit: string } | { readonly asset: string };
  readonly since: Date;
  readonly limit: number;
};

/** Incidents in which it was, open ones first, then the newest. */
export async function listIncidentsOf(sql: Sql, { world, of, since, limit }: IncidentsOf): Promise<IncidentView[]> {
  const [column, code] = 'unit' in of ? ['units', of.unit] : ['assets', of.asset];
  const { rows } = await sql.query<IncidentRow & IncidentCounts>(
    `SELECT ${incidentColumns}, ${incidentCounts} FROM incidents i
     WHERE i.world = $1 AND $2 = ANY(i.${column})
       AND (i.state NOT IN ('closed', 'merged') OR i.occurred_at >= $3)
     ORDER BY i.state IN ('resolved', 'closed', 'merged'), i.occurred_at DESC, i.id DESC LIMIT $4`,
    [world, code, since, limit],
  );
  return rows.map((row) => toIncidentView(toIncident(row), row));
}
