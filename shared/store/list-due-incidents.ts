import type { Incident } from '../duty/incident/incident.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import type { Sql } from './sql.ts';

/**
 * Incidents of a world for which something is due: nobody has them any more, their figures are old, or they were resolved
 * long ago, are of the lowest priority and have nothing left to do.
 */
export async function listDueIncidents(
  sql: Sql,
  { world, now, lookedBefore, resolvedBefore }: { world: string; now: Date; lookedBefore: Date; resolvedBefore: Date },
): Promise<Incident[]> {
  const { rows } = await sql.query<IncidentRow>(
    `SELECT ${incidentColumns} FROM incidents i
     WHERE i.world = $1 AND i.state NOT IN ('closed', 'merged') AND (
       (i.state IN ('acknowledged', 'in_progress', 'waiting') AND i.owner_until <= $2)
       OR (i.state <> 'resolved' AND i.looked_at <= $3)
       OR (i.state = 'resolved' AND i.resolved_at <= $4 AND i.priority = 'P3'
         AND NOT EXISTS (SELECT FROM incident_tasks t WHERE t.incident = i.id AND t.done_at IS NULL)))
     ORDER BY i.id`,
    [world, now, lookedBefore, resolvedBefore],
  );
  return rows.map(toIncident);
}
