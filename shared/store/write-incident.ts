import type { Incident } from '../duty/incident/incident.ts';
import { fromIncident } from './incident-rows.ts';
import type { Sql } from './sql.ts';

/** Adds an incident; returns its id. */
export async function insertIncident(sql: Sql, incident: Omit<Incident, 'id'>): Promise<number> {
  const { columns, values } = fromIncident(incident);
  const places = columns.map((_, at) => `$${at + 1}`).join(', ');
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO incidents (${columns.join(', ')}) VALUES (${places}) RETURNING id`,
    values,
  );
  const [added] = rows;
  if (!added) throw new Error('incidents: the incident was not stored');
  return added.id;
}

/** Writes an incident as it is now, all of it; its version is the caller's to raise. */
export async function updateIncident(sql: Sql, { id, ...incident }: Incident): Promise<void> {
  const { columns, values } = fromIncident(incident);
  const set = columns.map((column, at) => `${column} = $${at + 2}`).join(', ');
  await sql.query(`UPDATE incidents SET ${set} WHERE id = $1`, [id, ...values]);
}
