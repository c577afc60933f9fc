import type { Says } from '../wire/duty.ts';
import { findTask, type TaskRow } from './incident-tasks.ts';
import type { Sql } from './sql.ts';

/** A task of an incident with the incident it is about and what its doing was shown by. */
export type IncidentTaskDetail = TaskRow & {
  readonly world: string;
  readonly title: Says;
  /** The incident's; a task may be another unit's. */
  readonly units: readonly string[];
  readonly isClosed: boolean;
  /** What was done, in the words of who did it; null: not done, or nothing was said. */
  readonly how: string | null;
};

/** Reads a task of an incident; `unit`: only if it is that unit's. */
export async function readIncidentTask(
  sql: Sql,
  { id, unit }: { readonly id: number; readonly unit: string | null },
): Promise<IncidentTaskDetail | undefined> {
  const task = await findTask(sql, id);
  if (!task || (unit !== null && task.unit !== unit)) return undefined;
  const { rows } = await sql.query<Omit<IncidentTaskDetail, keyof TaskRow>>(
    `SELECT i.world, jsonb_build_object('vi', i.title_vi, 'en', i.title_en) AS title, i.units, i.state = 'closed' AS "isClosed", (
       SELECT e.detail ->> 'how' FROM incident_entries e
       WHERE e.kind = 'task' AND e.detail -> 'task' = to_jsonb($2::bigint) AND e.detail -> 'done' = 'true'::jsonb
       ORDER BY e.id DESC LIMIT 1) AS how
     FROM incidents i WHERE i.id = $1`,
    [task.incident, id],
  );
  const [about] = rows;
  return about && { ...task, ...about, how: task.doneAt === null ? null : about.how };
}
