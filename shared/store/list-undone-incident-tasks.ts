import type { Sql } from './sql.ts';

/** A task of an incident that somebody has and has not done, with what was told of it. */
export type UndoneIncidentTask = {
  readonly id: number;
  readonly incident: number;
  readonly isExercise: boolean;
  readonly text: string;
  readonly unit: string | null;
  readonly office: string | null;
  readonly addedAt: Date;
  readonly dueAt: Date | null;
  /** The marks of its notices in the outbox. */
  readonly told: readonly string[];
};

/** What the outbox calls a task of an incident. */
export function incidentTaskSubject(id: number): string {
  return `incident-task:${id}`;
}

/** Tasks of the incidents of a world that are not closed, as far as a unit or office has them. */
export async function listUndoneIncidentTasks(sql: Sql, world: string): Promise<UndoneIncidentTask[]> {
  const { rows } = await sql.query<UndoneIncidentTask>(
    `SELECT t.id, t.incident, i.is_exercise AS "isExercise", t.text, t.unit, t.office, t.added_at AS "addedAt", t.due_at AS "dueAt",
       ARRAY(SELECT n.dedupe FROM notices n WHERE n.subject = 'incident-task:' || t.id) AS told
     FROM incidents i JOIN incident_tasks t ON t.incident = i.id
     WHERE i.world = $1 AND i.state NOT IN ('closed', 'merged') AND t.done_at IS NULL
       AND (t.unit IS NOT NULL OR t.office IS NOT NULL) ORDER BY t.id`,
    [world],
  );
  return rows;
}
