import type { Sql } from './sql.ts';

/** Something somebody is to do about an incident. */
export type TaskRow = {
  readonly id: number;
  readonly incident: number;
  readonly text: string;
  readonly unit: string | null;
  readonly office: string | null;
  readonly dueAt: Date | null;
  readonly addedBy: string;
  readonly addedAt: Date;
  readonly doneBy: string | null;
  readonly doneAt: Date | null;
};

const columns = `id, incident, text, unit, office, due_at AS "dueAt", added_by AS "addedBy", added_at AS "addedAt",
  done_by AS "doneBy", done_at AS "doneAt"`;

/** Adds a task; returns its id. */
export async function insertTask(sql: Sql, task: Omit<TaskRow, 'id' | 'doneBy' | 'doneAt'>): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO incident_tasks (incident, text, unit, office, due_at, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [task.incident, task.text, task.unit, task.office, task.dueAt, task.addedBy, task.addedAt],
  );
  const [added] = rows;
  if (!added) throw new Error('incident_tasks: the task was not stored');
  return added.id;
}

/** A task by its id. */
export async function findTask(sql: Sql, id: number): Promise<TaskRow | undefined> {
  const { rows } = await sql.query<TaskRow>(`SELECT ${columns} FROM incident_tasks WHERE id = $1`, [id]);
  return rows[0];
}

/** The tasks of an incident: open ones first, what is due soonest first. */
export async function listTasks(sql: Sql, incident: number): Promise<TaskRow[]> {
  const { rows } = await sql.query<TaskRow>(
    `SELECT ${columns} FROM incident_tasks WHERE incident = $1 ORDER BY done_at IS NOT NULL, due_at NULLS LAST, id`,
    [incident],
  );
  return rows;
}

/** Says who did a task and when; null: it is to be done. */
export async function setTaskDone(sql: Sql, id: number, done: { by: string; at: Date } | null): Promise<void> {
  await sql.query('UPDATE incident_tasks SET done_by = $2, done_at = $3 WHERE id = $1', [
    id,
    done?.by ?? null,
    done?.at ?? null,
  ]);
}
