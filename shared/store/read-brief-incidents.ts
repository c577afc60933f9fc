import type { Incident } from '../duty/incident/incident.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import type { Sql } from './sql.ts';

/** Incidents of a world that were going on at any time of a span, as they stand now; one that became part of another is its. */
export async function readBriefIncidents(
  sql: Sql,
  { world, from, to }: { world: string; from: Date; to: Date },
): Promise<Incident[]> {
  const { rows } = await sql.query<IncidentRow>(
    `SELECT ${incidentColumns} FROM incidents i
     WHERE i.world = $1 AND i.state <> 'merged' AND i.occurred_at < $3 AND (i.resolved_at IS NULL OR i.resolved_at >= $2)
     ORDER BY i.id`,
    [world, from, to],
  );
  return rows.map(toIncident);
}

/** Which of some incidents a person or a rule has done something to since an instant of the world. */
export async function listIncidentsChangedSince(sql: Sql, ids: readonly number[], since: Date): Promise<number[]> {
  const { rows } = await sql.query<{ incident: number }>(
    'SELECT DISTINCT incident FROM incident_entries WHERE incident = ANY($1::bigint[]) AND at > $2 ORDER BY incident',
    [ids, since],
  );
  return rows.map(({ incident }) => incident);
}
