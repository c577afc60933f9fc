import type { Audience, Call, CallKind } from '../tasks/plan-calls.ts';
import type { Sql } from './sql.ts';

/** A call whose time has come, with what is told. Instants are the world's. */
export type DueCall = {
  readonly id: number;
  readonly task: number;
  readonly kind: CallKind;
  readonly audience: Audience;
  readonly at: Date;
  readonly work: string;
  readonly product: string;
  readonly office: string;
  readonly unit: string | null;
  readonly givenBy: string;
  readonly dueAt: Date;
};

/** Calls that come by themselves; the others say what somebody did, and stay until they are told. */
const ahead: readonly CallKind[] = ['unread', 'soon', 'overdue', 'escalated'];

/** Plans a task's calls anew: what comes by itself replaces what was planned and not told, what was done is added. */
export async function planTaskCalls(
  sql: Sql,
  { task, world }: { readonly task: number; readonly world: string },
  calls: readonly Call[],
): Promise<void> {
  await sql.query('DELETE FROM task_calls WHERE task = $1 AND told_at IS NULL AND kind = ANY($2)', [task, ahead]);
  const rows = calls.map(({ kind, audience, atMs }) => ({ kind, audience, at: new Date(atMs).toISOString() }));
  await sql.query(
    `INSERT INTO task_calls (task, world, kind, audience, at)
     SELECT $1, $2, kind, audience, at FROM jsonb_to_recordset($3::jsonb) AS c (kind text, audience text, at timestamptz)
     ON CONFLICT (task, kind, audience, at) DO NOTHING`,
    [task, world, JSON.stringify(rows)],
  );
}

/** The calls of a world whose time has come and who were not told, the earliest first, held to the end of the transaction. */
export async function listDueCalls(sql: Sql, world: string, now: Date): Promise<DueCall[]> {
  const { rows } = await sql.query<DueCall>(
    `SELECT c.id, c.task, c.kind, c.audience, c.at, t.work, t.product, t.office, t.unit, t.given_by AS "givenBy", t.due_at AS "dueAt"
     FROM task_calls c JOIN tasks t ON t.id = c.task
     WHERE c.world = $1 AND c.told_at IS NULL AND c.at <= $2 ORDER BY c.at, c.id LIMIT 200 FOR UPDATE OF c SKIP LOCKED`,
    [world, now],
  );
  return rows;
}

/** Says that some calls lie in the outbox. */
export async function setCallsTold(sql: Sql, ids: readonly number[], at: Date): Promise<void> {
  await sql.query('UPDATE task_calls SET told_at = $2 WHERE id = ANY($1)', [ids, at]);
}
