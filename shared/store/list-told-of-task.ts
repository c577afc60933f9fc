import type { NoticeState } from '../wire/notify-commands.ts';
import type { Says } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** Who was told what of a task, and what became of it. `settledMs` real. */
export type TaskTold = {
  readonly id: number;
  readonly title: Says;
  readonly nameVi: string | null;
  readonly nameEn: string | null;
  readonly state: NoticeState;
  readonly why: string | null;
  /** World time. */
  readonly atMs: number;
  readonly settledMs: number | null;
};

/** What the outbox holds of a task, newest first. */
export async function listToldOfTask(sql: Sql, task: number): Promise<TaskTold[]> {
  const { rows } = await sql.query<TaskTold>(
    `SELECT n.id, n.says -> 'title' AS title, c.name_vi AS "nameVi", c.name_en AS "nameEn", n.state, n.why,
       (extract(epoch FROM n.at) * 1000)::bigint AS "atMs", (extract(epoch FROM n.settled_at) * 1000)::bigint AS "settledMs"
     FROM notices n LEFT JOIN contacts c ON c.id = n.contact WHERE n.subject = $1 ORDER BY n.id DESC LIMIT 50`,
    [`task:${task}`],
  );
  return rows;
}
