import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { commitBatch } from '../../../stream/writer/commit-batch.ts';
import { readLoggedFrame } from '../../../stream/writer/logged-event.ts';
import { takeOver } from '../../../stream/writer/position.ts';
import { readMemory } from '../../../stream/writer/read-memory.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const calendar = civilCalendar('Asia/Ho_Chi_Minh');
let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const batchOf = (seq: number, events: readonly AcceptedEvent[]) => ({
  seq,
  ...readLoggedFrame(seq, JSON.stringify(events)),
});

/** The same connection, of which the next commit takes and the answer to it is lost. */
function losingAnswer(): pg.Client {
  let isLost = false;
  const query = async (...args: unknown[]): Promise<unknown> => {
    const answer: unknown = await Reflect.apply(client.query.bind(client), client, args);
    if (args[0] === 'COMMIT' && !isLost) {
      isLost = true;
      throw new Error('Connection terminated unexpectedly');
    }
    return answer;
  };
  return new Proxy(client, {
    get: (target, name) => (name === 'query' ? losable(query) : (Reflect.get(target, name) as unknown)),
  });
}

/** A COPY hands over a stream and takes it back at once; only texts are answered later. */
function losable(query: (...args: unknown[]) => Promise<unknown>) {
  return (...args: unknown[]): unknown =>
    typeof args[0] === 'object' && args[0] !== null && 'submit' in args[0]
      ? client.query(args[0] as unknown as pg.Submittable)
      : query(...args);
}

it('a withdrawal whose commit took but was not answered still withdraws what comes later', async () => {
  const { fence } = await takeOver(client, { id: 'LOG 1', lastSeq: 0 });
  const memory = await readMemory(client, { fence, calendar, keptD: 35 });
  const withdrawal = batchOf(1, [anEvent('call.voided', { id: 'later', reason: 'wrong' }, { id: 'v' })]);
  await expect(commitBatch(losingAnswer(), memory, withdrawal)).rejects.toThrow('terminated');
  expect(await commitBatch(client, memory, withdrawal)).toBeNull();
  const late = anEvent('call.queued', { callId: 'c', topic: 'PS' }, { id: 'later' });
  const kept = anEvent('call.queued', { callId: 'd', topic: 'PS' }, { id: 'kept' });
  await commitBatch(client, memory, batchOf(2, [late, kept]));
  const { rows } = await client.query(
    `SELECT n FROM rollup_day WHERE unit = '' AND dim = '' AND metric = 'call.queued'`,
  );
  expect(rows).toEqual([{ n: 1 }]);
  expect(await recount(client, calendar)).toMatchObject({ different: 0, withdrawn: 1 });
});

it('a month whose partition went away is made again', async () => {
  const { fence } = await takeOver(client, { id: 'LOG 1', lastSeq: 2 });
  const memory = await readMemory(client, { fence, calendar, keptD: 35 });
  const may = (id: string) =>
    anEvent('call.queued', { callId: id, topic: 'PS' }, { id, time: '2026-05-03T01:00:00.000Z' });
  await commitBatch(client, memory, batchOf(3, [may('m1')]));
  await client.query('DROP TABLE identities_2026_05');
  await expect(commitBatch(client, memory, batchOf(4, [may('m2')]))).rejects.toThrow('no partition');
  expect(await commitBatch(client, memory, batchOf(4, [may('m2')]))).toMatchObject({ fresh: 1 });
});
