import type { Incident } from '../duty/incident/incident.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import type { Sql } from './sql.ts';

/** An incident by its id. */
export async function findIncident(sql: Sql, id: number): Promise<Incident | undefined> {
  const { rows } = await sql.query<IncidentRow>(`SELECT ${incidentColumns} FROM incidents i WHERE i.id = $1`, [id]);
  return rows.map(toIncident)[0];
}

/** The incidents of a world that nobody has resolved, the oldest first; exercises apart from what is real. */
export async function listUnresolved(sql: Sql, world: string): Promise<Incident[]> {
  const { rows } = await sql.query<IncidentRow>(
    `SELECT ${incidentColumns} FROM incidents i
     WHERE i.world = $1 AND i.state IN ('new', 'acknowledged', 'in_progress', 'waiting') ORDER BY i.id`,
    [world],
  );
  return rows.map(toIncident);
}
