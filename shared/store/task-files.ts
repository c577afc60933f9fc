import type { Sql } from './sql.ts';

/** A file that shows a task done, without what is in it. */
export type TaskFileRow = {
  readonly id: number;
  readonly task: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
};

const columns = 'id, task, name, type, octet_length(bytes) AS size, sha256';

/** Adds a file; returns its id. */
export async function insertTaskFile(
  sql: Sql,
  file: Omit<TaskFileRow, 'id' | 'size'> & { readonly bytes: Buffer; readonly by: string; readonly at: Date },
): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO task_files (task, name, type, sha256, bytes, added_by, added_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [file.task, file.name, file.type, file.sha256, file.bytes, file.by, file.at],
  );
  const [added] = rows;
  if (!added) throw new Error('task_files: the file was not stored');
  return added.id;
}

/** The files of a task. */
export async function listTaskFiles(sql: Sql, task: number): Promise<TaskFileRow[]> {
  const { rows } = await sql.query<TaskFileRow>(`SELECT ${columns} FROM task_files WHERE task = $1 ORDER BY id`, [
    task,
  ]);
  return rows;
}

/** A file with what is in it. */
export async function readTaskFile(
  sql: Sql,
  { task, id }: { task: number; id: number },
): Promise<(TaskFileRow & { readonly bytes: Buffer }) | undefined> {
  const { rows } = await sql.query<TaskFileRow & { bytes: Buffer }>(
    `SELECT ${columns}, bytes FROM task_files WHERE task = $1 AND id = $2`,
    [task, id],
  );
  return rows[0];
}
