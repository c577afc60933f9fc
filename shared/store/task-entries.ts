import type { TaskEntry } from '../tasks/fold-task.ts';
import type { Sql } from './sql.ts';

/** Adds a move to a task's timeline. */
export async function insertTaskEntry(sql: Sql, task: number, entry: Omit<TaskEntry, 'id'>): Promise<void> {
  const { by, atMs, detail } = entry;
  await sql.query('INSERT INTO task_entries (task, at, by, detail) VALUES ($1, $2, $3, $4)', [
    ...[task, new Date(atMs), by, JSON.stringify(detail)],
  ]);
}

/** The moves of a task, in order. */
export async function listTaskEntries(sql: Sql, task: number): Promise<TaskEntry[]> {
  const { rows } = await sql.query<TaskEntry>(
    `SELECT id, by, detail, (extract(epoch FROM at) * 1000)::bigint AS "atMs" FROM task_entries
     WHERE task = $1 ORDER BY id`,
    [task],
  );
  return rows;
}
