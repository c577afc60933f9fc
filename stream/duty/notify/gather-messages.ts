import { randomUUID } from 'node:crypto';
import { planAttempt } from '#shared/duty/notice/plan-attempt.ts';
import { sortOut } from '#shared/duty/notice/sort-out.ts';
import type { Grade } from '#shared/duty/limits/contact-limits.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Priority } from '#shared/wire/duty.ts';
import type { ChannelKind, NoticeReason } from '#shared/wire/notify-commands.ts';
import { readWays, type Ways } from './ways.ts';
import { supersede } from './settle-notices.ts';

/** A notice that waits, with how its escalation stands; `stage` null: it has none. */
type Waiting = {
  readonly id: number;
  readonly contact: string;
  readonly subject: string;
  readonly reason: NoticeReason;
  readonly priority: Priority;
  readonly channel: ChannelKind | null;
  readonly stage: string | null;
};

/**
 * Makes messages of the notices that are due: one for each contact, of all that waits for it. What is no news any more is
 * dropped; where a limit holds, notices go on waiting and become one message when it ends.
 */
export async function gatherMessages(sql: Sql, now: Date): Promise<void> {
  const { rows } = await sql.query<Waiting>(
    `SELECT n.id, n.contact, n.subject, n.reason, n.priority, n.channel, e.stage
     FROM notices n LEFT JOIN escalations e ON e.subject = n.subject
     WHERE n.state = 'waiting' AND n.message IS NULL AND n.due_at <= $1
     ORDER BY n.contact, n.id LIMIT 2000 FOR UPDATE OF n SKIP LOCKED`,
    [now],
  );
  for (const [contact, waiting] of byContact(rows)) {
    const news = await dropOldNews(sql, { contact, waiting, now });
    if (news.length === 0) continue;
    const ways = await readWays(sql, { contact, now });
    const tests = news.filter(({ channel }) => channel !== null);
    for (const test of tests) await makeMessage(sql, { contact, bundle: [test], ways, now });
    const others = news.filter(({ channel }) => channel === null);
    if (others.length > 0) await makeMessage(sql, { contact, bundle: others, ways, now });
  }
}

/** Whether a notice still says what is so: a call is void once somebody has it or it is over, an end once it goes on. */
export function isStale({ reason, stage }: Pick<Waiting, 'reason' | 'stage'>): boolean {
  if (stage === null) return false;
  return reason === 'resolved' ? stage !== 'over' : stage === 'taken' || stage === 'over';
}

function byContact(rows: readonly Waiting[]): Map<string, Waiting[]> {
  const by = new Map<string, Waiting[]>();
  for (const row of rows) by.set(row.contact, [...(by.get(row.contact) ?? []), row]);
  return by;
}

async function dropOldNews(
  sql: Sql,
  { contact, waiting, now }: { contact: string; waiting: readonly Waiting[]; now: Date },
): Promise<Waiting[]> {
  const stale = waiting.filter(isStale);
  const fresh = waiting.filter((one) => !stale.includes(one));
  const { rows } = await sql.query<{ subject: string }>(
    `SELECT DISTINCT subject FROM notices
     WHERE contact = $1 AND subject = ANY($2) AND message IS NOT NULL AND state IN ('sent', 'waiting')`,
    [contact, fresh.map(({ subject }) => subject)],
  );
  const { drop } = sortOut(fresh, new Set(rows.map(({ subject }) => subject)));
  const dropped = new Set(drop.map(({ id }) => id));
  const taken = stale.filter(({ stage }) => stage === 'taken').map(({ id }) => id);
  const over = stale.filter(({ stage }) => stage !== 'taken').map(({ id }) => id);
  await supersede(sql, { ids: taken, why: 'taken', now });
  await supersede(sql, { ids: over, why: 'over', now });
  await supersede(sql, { ids: [...dropped], why: 'newer', now });
  return fresh.filter(({ id }) => !dropped.has(id));
}

async function makeMessage(
  sql: Sql,
  { contact, bundle, ways, now }: { contact: string; bundle: readonly Waiting[]; ways: Ways; now: Date },
): Promise<void> {
  const channel = bundle[0]?.channel ?? null;
  const grade = gradeOf(bundle);
  const priority = bundle.map((one) => one.priority).sort()[0] ?? 'P3';
  const channels = channel === null ? ways.channels : ways.channels.filter((one) => one === channel);
  const message = { priority, grade, madeMs: now.getTime(), channels, attempts: [] };
  const plan = planAttempt(message, { left: ways.left, leftByAll: ways.leftByAll, nowMs: now.getTime() });
  if (plan.kind === 'wait') return;
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO messages (key, contact, channel, grade, priority, made_at, next_at, state)
     VALUES ($1, $2, $3, $4, $5, $6, $6, 'waiting') RETURNING id`,
    [randomUUID(), contact, channel, grade, priority, now],
  );
  await sql.query('UPDATE notices SET message = $1 WHERE id = ANY($2)', [rows[0]?.id, bundle.map(({ id }) => id)]);
}

function gradeOf(bundle: readonly Waiting[]): Grade {
  if (bundle.every(({ reason }) => reason === 'test')) return 'test';
  return bundle.every(({ reason }) => reason === 'resolved') ? 'status' : 'alert';
}
