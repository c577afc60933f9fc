import type { Sql } from './sql.ts';
import type { DirectiveRow } from './task-rows.ts';

type New = Pick<
  DirectiveRow,
  | 'world'
  | 'origin'
  | 'about'
  | 'note'
  | 'work'
  | 'product'
  | 'responsibility'
  | 'office'
  | 'unit'
  | 'givenBy'
  | 'givenMs'
  | 'dueMs'
>;

/** Adds a task as it is given; returns its number. */
export async function insertDirective(sql: Sql, task: New): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO tasks (world, origin, about, note, work, product, responsibility, office, unit, given_by, given_at,
       first_due_at, due_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, 'issued') RETURNING id`,
    [
      ...[task.world, task.origin, task.about, task.note, task.work, task.product, task.responsibility],
      ...[task.office, task.unit, task.givenBy, new Date(task.givenMs), new Date(task.dueMs)],
    ],
  );
  const [added] = rows;
  if (!added) throw new Error('tasks: the task was not stored');
  return added.id;
}
