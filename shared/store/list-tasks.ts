import type { TaskState } from '../tasks/task-moves.ts';
import type { Sql } from './sql.ts';

/** A row of the list: a task of either kind as it is now. `givenBy` is an account's name, or `local:…`. */
export type TaskListed = {
  readonly number: string;
  readonly path: string;
  readonly origin: string | null;
  readonly work: string;
  readonly product: string | null;
  readonly office: string | null;
  readonly unit: string | null;
  readonly givenBy: string;
  readonly givenMs: number;
  readonly dueMs: number | null;
  readonly state: TaskState;
  readonly isAsked: boolean;
  readonly extensions: number;
  readonly doneMs: number | null;
  readonly settledMs: number | null;
};

/** Which tasks are asked for; null: any. */
export type TaskFilter = {
  readonly world: string;
  readonly now: Date;
  /** Whose they are: of a unit, of some offices. */
  readonly unit: string | null;
  readonly offices: readonly string[] | null;
  readonly givenBy: string | null;
  /** `open`: still to be done; `overdue`: and late; `decide`: the giver must say something; `over`: accepted or withdrawn. */
  readonly state: 'open' | 'overdue' | 'decide' | 'over' | null;
  /** In its words or its number. */
  readonly text: string | null;
  readonly origin: string | null;
  readonly limit: number;
  readonly skip: number;
};

const both = `
  SELECT id, 'NV-' || id AS number, '/tasks/' || id AS path, world, origin, work, product, office, unit, given_by, given_at,
    due_at, state, asked_due_at IS NOT NULL AS is_asked, extensions, done_at, settled_at
  FROM tasks
  UNION ALL
  SELECT t.id, 'SC-' || t.incident || '.' || t.id, '/incident/' || t.incident, i.world, 'incident:' || t.incident, t.text, null,
    t.office, t.unit, t.added_by, t.added_at, t.due_at, CASE WHEN t.done_at IS NULL THEN 'working' ELSE 'accepted' END,
    false, 0, t.done_at, t.done_at
  FROM incident_tasks t JOIN incidents i ON i.id = t.incident`;

/** Tasks as they are now: what is to be done first, by when it is due, so that what is late is on top; then what is over. */
export async function listTasks(sql: Sql, asked: TaskFilter): Promise<{ rows: TaskListed[]; total: number }> {
  const { rows } = await sql.query<TaskListed & { total: number }>(
    `SELECT number, path, origin, work, product, office, unit, regexp_replace(given_by, '^account:', '') AS "givenBy", state,
       is_asked AS "isAsked", extensions, (extract(epoch FROM given_at) * 1000)::bigint AS "givenMs",
       (extract(epoch FROM due_at) * 1000)::bigint AS "dueMs", (extract(epoch FROM done_at) * 1000)::bigint AS "doneMs",
       (extract(epoch FROM settled_at) * 1000)::bigint AS "settledMs", count(*) OVER () AS total
     FROM (${both}) b
     WHERE world = $1
       AND ($3::text IS NULL OR unit = $3) AND ($4::text[] IS NULL OR office = ANY($4))
       AND ($5::text IS NULL OR regexp_replace(given_by, '^account:', '') = $5)
       AND ($6::text IS NULL
         OR ($6 = 'open' AND state NOT IN ('done', 'accepted', 'withdrawn'))
         OR ($6 = 'overdue' AND state NOT IN ('done', 'accepted', 'withdrawn') AND due_at < $2)
         OR ($6 = 'decide' AND (state = 'done' OR is_asked))
         OR ($6 = 'over' AND settled_at IS NOT NULL))
       AND ($7::text IS NULL OR number ILIKE '%' || $7 || '%' OR work ILIKE '%' || $7 || '%' OR product ILIKE '%' || $7 || '%')
       AND ($8::text IS NULL OR origin = $8)
     ORDER BY settled_at IS NOT NULL, state = 'done', settled_at DESC NULLS FIRST, due_at NULLS LAST, number
     LIMIT $9 OFFSET $10`,
    [
      ...[asked.world, asked.now, asked.unit, asked.offices, asked.givenBy, asked.state],
      ...[asked.text?.replaceAll(/[\\%_]/g, '\\$&') ?? null, asked.origin, asked.limit, asked.skip],
    ],
  );
  return { rows, total: rows[0]?.total ?? 0 };
}
