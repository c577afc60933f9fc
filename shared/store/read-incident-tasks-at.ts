import type { Sql } from './sql.ts';

/** A task of an incident as it stood at an instant; without a day, `dueMs` is null. */
export type IncidentTaskAt = {
  readonly id: number;
  readonly incident: number;
  readonly text: string;
  readonly unit: string | null;
  readonly office: string | null;
  readonly dueMs: number | null;
  readonly addedBy: string;
  readonly addedMs: number;
  readonly doneBy: string | null;
  readonly doneMs: number | null;
};

/**
 * The tasks of a world's incidents that were there at `atMs`, as they stood then, without those done before `sinceMs`. A row
 * says only how a task is now; whether it was done then is what the timeline says, less what was undone (its author took it
 * back within seconds, before anything else happened to that incident).
 */
export async function readIncidentTasksAt(
  sql: Sql,
  { world, atMs, sinceMs }: { world: string; atMs: number; sinceMs: number },
): Promise<IncidentTaskAt[]> {
  const { rows } = await sql.query<IncidentTaskAt>(
    `SELECT t.id, t.incident, t.text, t.unit, t.office, t.added_by AS "addedBy",
       (extract(epoch FROM t.due_at) * 1000)::bigint AS "dueMs", (extract(epoch FROM t.added_at) * 1000)::bigint AS "addedMs",
       said.by AS "doneBy", (extract(epoch FROM said.at) * 1000)::bigint AS "doneMs"
     FROM incident_tasks t JOIN incidents i ON i.id = t.incident
     LEFT JOIN LATERAL (
       SELECT e.by, e.at, e.detail -> 'done' = 'true'::jsonb AS is_done FROM incident_entries e
       WHERE e.kind = 'task' AND e.detail ? 'done' AND e.detail -> 'task' = to_jsonb(t.id) AND e.at <= $2
         AND NOT EXISTS (
           SELECT FROM incident_entries u WHERE u.incident = e.incident AND u.kind = 'undone' AND u.at <= $2 AND u.id > e.id
             AND u.detail ->> 'verb' = 'incident.task.done'
             AND NOT EXISTS (SELECT FROM incident_entries x WHERE x.incident = e.incident AND x.kind = 'task'
               AND x.detail ? 'done' AND x.id > e.id AND x.id < u.id))
       ORDER BY e.id DESC LIMIT 1) last ON true
     LEFT JOIN LATERAL (SELECT last.by, last.at WHERE last.is_done) said ON true
     WHERE i.world = $1 AND t.added_at <= $2 AND (said.at IS NULL OR said.at >= $3) ORDER BY t.id`,
    [world, new Date(atMs), new Date(sinceMs)],
  );
  return rows;
}
