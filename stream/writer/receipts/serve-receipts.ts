import type { JetStreamManager } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import {
  receiptsAsked,
  type CountedDays,
  type CountedIds,
  type CountedUpTo,
  type ReceiptsAsked,
  type WriterReceipts,
} from '#shared/wire/receipts.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import { readDays } from './read-days.ts';
import { readGaps } from './read-gaps.ts';
import { readIds } from './read-ids.ts';

export type ServingReceipts = {
  readonly nats: NatsConnection;
  readonly jsm: JetStreamManager;
  readonly subjects: Subjects;
  readonly databaseUrl: string;
  readonly calendar: CivilCalendar;
  readonly log: Log;
};

/** Questions answered at once, and answered or waiting; beyond, the answer is to come back. */
const connections = 2;
const atOnce = 16;
const patienceMs = 5_000;

/** Answers `subjects.receipts` from the database, on connections of its own: no question stands in a commit's way. */
export function serveReceipts(serving: ServingReceipts): { stop: () => Promise<void> } {
  const pool = createPool(serving.databaseUrl, 'writer-receipts', serving.log, connections);
  let open = 0;
  const answer = async (message: Msg): Promise<WriterReceipts> => {
    const asked = receiptsAsked.safeParse(readJson(message));
    if (!asked.success) return { ok: false, code: 'invalid', message: asked.error.issues[0]?.message ?? 'no question' };
    if (open >= atOnce) return unavailable('too many questions at once');
    open += 1;
    try {
      return { ok: true, value: await read(serving, pool, asked.data) };
    } catch (error) {
      serving.log.warn({ err: error }, 'receipts could not be read');
      return unavailable('the database does not answer');
    } finally {
      open -= 1;
    }
  };
  const subscription = serving.nats.subscribe(serving.subjects.receipts, {
    callback: (error, message) => {
      if (!error) void answer(message).then((given) => message.respond(JSON.stringify(given)));
    },
  });
  return {
    stop: async () => {
      subscription.unsubscribe();
      await pool.end();
    },
  };
}

async function read(serving: ServingReceipts, pool: pg.Pool, asked: ReceiptsAsked): Promise<CountedDays | CountedIds> {
  const client = await pool.connect();
  let failure: unknown;
  try {
    // One moment for all of it, and nothing that a commit would wait for.
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${patienceMs}`);
    const asOf = await readAsOf(serving, client);
    if (asked.what === 'ids') return { asOf, ids: await readIds(client, asked.owner, asked.ids) };
    const { owner, range, assets } = asked;
    const days = await readDays(client, owner, range);
    const window = { fromMs: serving.calendar.startOf(range.from), toMs: serving.calendar.startOf(dayAfter(range.to)) };
    return { asOf, days, gaps: await readGaps(client, owner, { assets, ...window }) };
  } catch (error) {
    failure = error;
    throw error;
  } finally {
    await client.query('ROLLBACK').catch((error: unknown) => (failure ??= error));
    client.release(failure !== undefined);
  }
}

async function readAsOf({ jsm, subjects }: ServingReceipts, client: pg.PoolClient): Promise<CountedUpTo> {
  const { rows } = await client.query<{ seq: number; committed_at: Date }>(
    'SELECT seq, committed_at FROM writer_position',
  );
  const { state } = await jsm.streams.info(subjects.eventsStream);
  const position = rows[0];
  if (!position) throw new Error('writer_position is empty');
  return {
    logSeq: position.seq,
    countedAt: position.committed_at.toISOString(),
    framesNotCounted: Math.max(0, state.last_seq - position.seq),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

function unavailable(why: string): WriterReceipts {
  return { ok: false, code: 'unavailable', message: `receipts cannot be told now: ${why}; ask again` };
}

function readJson(message: Msg): unknown {
  try {
    return message.json();
  } catch {
    return undefined;
  }
}
