import { planAttempt, type Attempt, type Message } from '#shared/duty/notice/plan-attempt.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import type { Grade } from '#shared/duty/limits/contact-limits.ts';
import type { ChannelRow } from '#shared/store/list-channels.ts';
import type { ContactRow } from '#shared/store/list-contacts.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Priority } from '#shared/wire/duty.ts';
import type { ChannelKind, NoticeReason } from '#shared/wire/notify-commands.ts';
import { isStale } from './gather-messages.ts';
import { passOn } from './pass-on.ts';
import { settleMessage, supersede } from './settle-notices.ts';
import { readWays } from './ways.ts';

/** An attempt that was noted, and is now to be made. */
export type Begun = {
  readonly delivery: number;
  readonly message: number;
  readonly key: string;
  readonly contact: ContactRow;
  readonly channel: ChannelRow;
  readonly notices: readonly NoticeSays[];
};

type Held = {
  readonly key: string;
  readonly contact: string;
  readonly channel: ChannelKind | null;
  readonly grade: Grade;
  readonly priority: Priority;
  readonly madeAt: Date;
};

/** Whoever began an attempt and was ended in it is not waited for longer. */
export const leaseMs = 60_000;

/**
 * Takes a message that is due, in a transaction, and notes the attempt that is to be made; undefined: nothing is sent now,
 * because it is no news any more, or must wait, or nobody can be reached so.
 */
export async function beginAttempt(sql: Sql, id: number, now: Date): Promise<Begun | undefined> {
  const { rows } = await sql.query<Held>(
    `SELECT key, contact, channel, grade, priority, made_at AS "madeAt" FROM messages
     WHERE id = $1 AND state = 'waiting' AND next_at <= $2 FOR UPDATE SKIP LOCKED`,
    [id, now],
  );
  const held = rows[0];
  if (!held) return undefined;
  const notices = await readNews(sql, id, now);
  if (notices.length === 0) {
    await settleMessage(sql, { message: id, state: 'failed', why: null, now });
    return undefined;
  }
  const ways = await readWays(sql, { contact: held.contact, message: id, now });
  const channels = ways.channels.filter((kind) => held.channel === null || kind === held.channel);
  const attempts = await readAttempts(sql, id);
  const message: Message = { ...held, madeMs: held.madeAt.getTime(), channels, attempts };
  const plan = planAttempt(message, { left: ways.left, leftByAll: ways.leftByAll, nowMs: now.getTime() });
  if (plan.kind === 'wait') {
    await sql.query('UPDATE messages SET next_at = $2 WHERE id = $1', [id, new Date(plan.untilMs)]);
    return undefined;
  }
  const channel = plan.kind === 'send' ? ways.settings.get(plan.channel) : undefined;
  if (plan.kind === 'lost' || !channel || !ways.contact) {
    await passOn(sql, id, now);
    await settleMessage(sql, {
      message: id,
      state: 'failed',
      why: plan.kind === 'lost' ? plan.why : 'no_channel',
      now,
    });
    return undefined;
  }
  const { rows: made } = await sql.query<{ id: number }>(
    `INSERT INTO deliveries (message, contact, channel, grade, state, started_at)
     VALUES ($1, $2, $3, $4, 'sending', $5) RETURNING id`,
    [id, held.contact, plan.channel, held.grade, now],
  );
  await sql.query('UPDATE messages SET next_at = $2 WHERE id = $1', [id, new Date(now.getTime() + leaseMs)]);
  const { key } = held;
  return { delivery: made[0]?.id ?? 0, message: id, key, contact: ways.contact, channel, notices };
}

/** What of a message is still so; the rest is dropped. */
async function readNews(sql: Sql, message: number, now: Date): Promise<NoticeSays[]> {
  const { rows } = await sql.query<{ id: number; reason: NoticeReason; stage: string | null; says: NoticeSays }>(
    `SELECT n.id, n.reason, e.stage, n.says FROM notices n LEFT JOIN escalations e ON e.subject = n.subject
     WHERE n.message = $1 AND n.state = 'waiting' ORDER BY n.id`,
    [message],
  );
  const stale = rows.filter(isStale);
  await supersede(sql, { ids: stale.map(({ id }) => id), why: 'over', now });
  return rows.filter((row) => !stale.includes(row)).map(({ says }) => says);
}

/** How the attempts at a message ended, oldest first. */
export async function readAttempts(sql: Sql, message: number): Promise<Attempt[]> {
  const { rows } = await sql.query<Attempt>(
    `SELECT channel, state, (extract(epoch FROM ended_at) * 1000)::bigint AS "endedMs" FROM deliveries
     WHERE message = $1 AND state <> 'sending' ORDER BY id`,
    [message],
  );
  return rows;
}
