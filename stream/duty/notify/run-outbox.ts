import type pg from 'pg';
import { writeMessage } from '#shared/duty/notice/write-message.ts';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Seal } from '#shared/service/seal.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import type { ChannelSettings } from '#shared/wire/notify-commands.ts';
import type { OnAttempt } from '../health/attend-notices.ts';
import { beginAttempt, leaseMs, type Begun } from './begin-attempt.ts';
import type { Parcel } from './channels/channel.ts';
import { readZaloToken } from './channels/zalo-token.ts';
import { endAttempt, recoverAttempts } from './end-attempt.ts';
import { gatherMessages } from './gather-messages.ts';
import { sendParcel } from './send-parcel.ts';

export type OutboxOptions = {
  readonly pool: pg.Pool;
  /** Opens addresses and secrets. */
  readonly seal: Seal;
  /** Where the pages are, for links. */
  readonly origin: string;
  readonly log: Log;
  readonly now: () => number;
  readonly onAttempt?: OnAttempt;
  /** How long a channel may take to answer. */
  readonly timeoutMs?: number;
};

const everyMs = 250;
const troubleMs = 2_000;
const channelTimeoutMs = 10_000;
/** A channel that hangs must not keep the others from sending. */
const mostAtOnce = 16;

/**
 * The only thing in the duty process with an effect outside. Every attempt is noted before it is made and when its end is
 * known, so that whenever the process is ended nothing is forgotten; what may have arrived goes again under the same key.
 */
export function runOutbox(options: OutboxOptions, signal: AbortSignal) {
  const { pool, log, now } = options;
  const underWay = new Map<number, Promise<void>>();
  let lastRoundMs = 0;
  let isFirst = true;

  const makeRound = async (): Promise<void> => {
    const at = now();
    // At the start every attempt is somebody else's, and that somebody is gone.
    const lost = await recoverAttempts(pool, new Date(isFirst ? at : at - leaseMs));
    if (lost > 0) log.warn({ attempts: lost }, 'attempts were cut short; they are made again under the same key');
    isFirst = false;
    await inTransaction(pool, (sql) => gatherMessages(sql, new Date(at)));
    const { rows } = await pool.query<{ id: number }>(
      'SELECT id FROM messages WHERE next_at <= $1 ORDER BY priority, next_at LIMIT $2',
      [new Date(at), mostAtOnce * 2],
    );
    for (const { id } of rows) {
      if (underWay.size >= mostAtOnce || underWay.has(id)) continue;
      const work = attempt(options, id).catch((error: unknown) => {
        log.error({ err: error, message: id }, 'an attempt could not be noted; it is made again');
      });
      underWay.set(id, work);
      void work.finally(() => underWay.delete(id));
    }
    lastRoundMs = at;
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let waitMs = everyMs;
      try {
        await makeRound();
      } catch (error) {
        log.warn({ err: error }, 'the outbox cannot be read; tried again');
        waitMs = troubleMs;
      }
      await sleep(waitMs, signal);
    }
    await Promise.all(underWay.values());
  };
  return { done: run(), lastRoundMs: () => lastRoundMs };
}

async function attempt(options: OutboxOptions, id: number): Promise<void> {
  const { pool, now } = options;
  const begun = await inTransaction(pool, (sql) => beginAttempt(sql, id, new Date(now())));
  if (!begun) return;
  const parcel = await pack(options, begun);
  const { settings, secretSealed } = begun.channel;
  const known = secretSealed && (options.seal.open(secretSealed) ?? null);
  const secret = await toAccess(options, settings, known);
  const ending = await sendParcel(settings, secret, { parcel, nowMs: now() });
  options.onAttempt?.(settings.kind, ending.state);
  await inTransaction(pool, (sql) => endAttempt(sql, begun, { ending, now: new Date(now()) }));
}

/** What a channel is spoken to with: its secret, but of Zalo the token that its secret brings. */
function toAccess(options: OutboxOptions, settings: ChannelSettings, secret: string | null): Promise<string | null> {
  if (settings.kind !== 'zalo' || settings.appId === null || secret === null) return Promise.resolve(secret);
  const { now, timeoutMs = channelTimeoutMs } = options;
  return readZaloToken(options, settings, { appSecret: secret, nowMs: now(), timeoutMs });
}

async function pack(
  { pool, seal, origin, timeoutMs = channelTimeoutMs }: OutboxOptions,
  { key, contact, notices }: Begun,
): Promise<Parcel> {
  const timeZone = await readTimeZone(pool);
  const [first, ...rest] = notices;
  if (!first) throw new Error('a message without a notice was to be sent');
  const open = (sealed: Buffer | null): string | null => (sealed && seal.open(sealed)) ?? null;
  return {
    ...{ key, origin, notices, timeoutMs, contact: contact.id },
    ...{ phone: open(contact.phoneSealed), email: open(contact.emailSealed) },
    text: writeMessage([first, ...rest], { origin, timeZone }),
  };
}
