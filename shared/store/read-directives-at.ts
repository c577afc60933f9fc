import { foldTask, type TaskEntry } from '../tasks/fold-task.ts';
import type { TaskStanding } from '../tasks/task-standing.ts';
import type { Sql } from './sql.ts';
import { directiveColumns, type DirectiveRow } from './task-rows.ts';

/** A task with how it stood at an instant. */
export type DirectiveAt = {
  readonly row: DirectiveRow;
  readonly standing: TaskStanding;
  readonly entries: readonly TaskEntry[];
};

type Folded = DirectiveRow & { readonly entries: readonly TaskEntry[] };

/**
 * The tasks of a world that were given by `atMs` and not settled before `sinceMs`, each as it stood at `atMs` by its moves
 * until then, in order of number. What happened since changes nothing here.
 */
export async function readDirectivesAt(
  sql: Sql,
  { world, atMs, sinceMs }: { world: string; atMs: number; sinceMs: number },
): Promise<DirectiveAt[]> {
  const { rows } = await sql.query<Folded>(
    `SELECT ${directiveColumns}, e.entries FROM tasks t CROSS JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('id', id, 'by', by, 'detail', detail,
         'atMs', (extract(epoch FROM at) * 1000)::bigint) ORDER BY id) AS entries
       FROM task_entries WHERE task = t.id AND at <= $2) e
     WHERE t.world = $1 AND t.given_at <= $2 AND (t.settled_at IS NULL OR t.settled_at >= $3) ORDER BY t.id`,
    [world, new Date(atMs), new Date(sinceMs)],
  );
  return rows.flatMap(({ entries, ...row }) => {
    const standing = foldTask(entries);
    return standing ? [{ row, standing, entries }] : [];
  });
}
