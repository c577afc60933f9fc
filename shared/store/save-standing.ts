import type { TaskStanding } from '../tasks/task-standing.ts';
import type { Sql } from './sql.ts';

/** Writes what a task's moves come to; returns its new version. */
export async function saveStanding(sql: Sql, id: number, standing: TaskStanding): Promise<number> {
  const { state, dueMs, asked, extensions, done, settledMs } = standing;
  const at = (ms: number | null | undefined): Date | null => (ms === null || ms === undefined ? null : new Date(ms));
  const { rows } = await sql.query<{ version: number }>(
    `UPDATE tasks SET state = $2, due_at = $3, asked_due_at = $4, extensions = $5, done_at = $6, settled_at = $7,
       version = version + 1 WHERE id = $1 RETURNING version`,
    [id, state, at(dueMs), at(asked?.dueMs), extensions, at(done?.atMs), at(settledMs)],
  );
  const [saved] = rows;
  if (!saved) throw new Error(`tasks: there is no task ${id}`);
  return saved.version;
}
