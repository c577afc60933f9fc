import { isLostOnce } from '#shared/duty/notice/plan-attempt.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Priority } from '#shared/wire/duty.ts';
import { readAttempts, type Begun } from './begin-attempt.ts';
import type { Ending } from './channels/channel.ts';
import { passOn } from './pass-on.ts';
import { settleMessage } from './settle-notices.ts';
import { readWays } from './ways.ts';

/** Notes how an attempt ended, in a transaction: sent is sent, else the next one is planned at once. */
export async function endAttempt(
  sql: Sql,
  begun: Begun,
  { ending, now }: { ending: Ending; now: Date },
): Promise<void> {
  const { delivery, message, contact } = begun;
  const { state, answer } = ending;
  await sql.query('UPDATE deliveries SET state = $2, answer = $3, ended_at = $4 WHERE id = $1', [
    ...[delivery, state, answer, now],
  ]);
  if (state === 'sent') return settleMessage(sql, { message, state: 'sent', why: null, now });
  await sql.query(`UPDATE messages SET next_at = $2 WHERE id = $1 AND state = 'waiting'`, [message, now]);
  const { rows } = await sql.query<{ priority: Priority; grade: 'alert' | 'status' | 'test'; channel: string | null }>(
    'SELECT priority, grade, channel FROM messages WHERE id = $1',
    [message],
  );
  const held = rows[0];
  if (!held) return;
  const ways = await readWays(sql, { contact: contact.id, message, now });
  const channels = ways.channels.filter((kind) => held.channel === null || kind === held.channel);
  const attempts = await readAttempts(sql, message);
  if (isLostOnce({ ...held, madeMs: 0, channels, attempts })) await passOn(sql, message, now);
}

/**
 * Attempts of a process that was ended in the middle: they may have arrived, so they are made again under the same key.
 * `startedBefore`: those of now are under way.
 */
export async function recoverAttempts(sql: Sql, startedBefore: Date): Promise<number> {
  const { rows } = await sql.query<{ message: number }>(
    `UPDATE deliveries SET state = 'unknown', ended_at = started_at, answer = 'the process ended before it knew'
     WHERE state = 'sending' AND started_at <= $1 RETURNING message`,
    [startedBefore],
  );
  await sql.query(`UPDATE messages SET next_at = least(next_at, $2) WHERE id = ANY($1) AND state = 'waiting'`, [
    ...[rows.map(({ message }) => message), startedBefore],
  ]);
  return rows.length;
}
