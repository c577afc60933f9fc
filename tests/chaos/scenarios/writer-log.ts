import { setTimeout as sleep } from 'node:timers/promises';
import { nanos } from '@nats-io/transport-node';
import { isCommitReply } from '../../support/fault-proxy.ts';
import { waitFor } from '../../support/wait-for.ts';
import { claim, type Run } from '../driver/claim.ts';
import { openPost } from '../driver/post.ts';
import type { City } from '../harness/city.ts';
import { readStored } from '../oracle/gather-evidence.ts';
import type { Chaos, Scenario } from '../scenario.ts';

const dayMs = 86_400_000;

/** What lies between the log and the counts: repeats, crashes, slowness, poison, a log that goes away. */
export const scenarios: readonly Scenario[] = [
  {
    id: 'F09',
    title: 'repeats come after the log has forgotten',
    required:
      'The same event sent again beyond the log’s window (2 s here) is counted once, be it of today, yesterday or 399 days ago.',
    run: async (chaos) => {
      const city = await chaos.startCity({ env: { RETENTION_D: '400' } });
      await city.jsm.streams.update(city.system.subjects.eventsStream, { duplicate_window: nanos(2_000) });
      const token = await city.system.createKey({
        ...{ source: 'urn:old', world: 'live', kinds: ['kiosk', 'ticket', 'parking'], assets: ['*'], allowanceD: 400 },
      });
      const ages: readonly Run[] = [0.01, 1, 34, 399].map((days) => ({
        ...city.load.run,
        source: `urn:old:${String(days).replace('.', '-')}`,
        startMs: Date.now() - days * dayMs,
      }));
      for (const run of ages) await sendBatch(city, run, token);
      for (let round = 0; round < chaos.upTo(1, 5); round += 1) {
        await sleep(2_500);
        for (const run of ages) await chaos.inject('the same batch again', () => sendBatch(city, run, token));
      }
      await city.caughtUp();
      const client = await city.connect();
      for (const { source } of ages) {
        const stored = await readStored(client, source);
        const distinct = new Set(stored.map(({ id }) => id)).size;
        chaos.demand(
          stored.length === batchEvents && distinct === batchEvents,
          `${source}: ${String(stored.length)} stored`,
        );
      }
      await client.end();
    },
  },
  {
    id: 'F10',
    title: 'the writer is killed between its commit and knowing of it',
    required:
      'The batch is read again and found to be in: nothing is counted twice. (The writer acknowledges nothing to the log; its place is committed with the batch.)',
    run: async (chaos) => {
      const { load, links, system, caughtUp } = await chaos.startCity();
      await load.takes(300);
      for (let round = 0; round < chaos.upTo(3, 20); round += 1) {
        await sleep(chaos.random.int(100, 600));
        await chaos.inject('COMMIT answered into nothing, then SIGKILL of the writer', async () => {
          await links.postgres.dropOne(isCommitReply, { then: 'silence' });
          system.signal('writer', 'SIGKILL');
        });
        await chaos.recovers('counts caught up', caughtUp());
      }
    },
  },
  {
    id: 'F11',
    title: 'the writer is far slower than the log',
    required:
      'Reading waits, nothing is read over and over, and the lag drains once the database is quick again. (There is no acknowledgement to time out.)',
    run: async (chaos) => {
      const { load, links, caughtUp } = await chaos.startCity({ ratePerS: 800, env: { WRITER_BATCH_EVENTS: '100' } });
      await load.takes(300);
      await chaos.inject('every answer of the database takes 400 ms longer', () => {
        links.postgres.slow({ latencyMs: 400 });
      });
      await sleep(chaos.upTo(8, 120) * 1_000);
      await load.flows(5_000);
      links.postgres.slow({});
      await chaos.recovers('counts caught up', caughtUp());
    },
  },
  {
    id: 'F12',
    title: 'poison in the log',
    required:
      'What cannot be counted is set apart with its reason and told to operators; everything around it is counted.',
    run: async (chaos) => {
      const city = await chaos.startCity();
      await city.load.takes(300);
      for (const frame of poisonFrames) await chaos.inject(frame.what, () => publishFrame(city, frame.text));
      await demandFindings(chaos, city, poisonFrames.length);
      // What a process writes comes a moment after what it commits.
      const isTold = (): boolean => /a batch failed by its data|poison/.test(city.system.logText());
      await waitFor('an operator to be told', isTold).catch(() => undefined);
      chaos.demand(isTold(), 'no operator is told');
    },
  },
  {
    id: 'F13',
    title: '1,500 poisonous frames in a row',
    required:
      'Counting does not stop behind them. (Nothing is left unacknowledged, so no bound of pending acknowledgements can be met.)',
    run: async (chaos) => {
      const city = await chaos.startCity({ env: { LOG_LEVEL: 'silent' } });
      await city.load.takes(300);
      await chaos.inject('1,500 frames that hold no event', async () => {
        for (let at = 0; at < 1_500; at += 100) {
          await Promise.all(
            Array.from({ length: 100 }, (_, item) => publishFrame(city, `[{"junk":${String(at + item)}}]`)),
          );
        }
      });
      await chaos.recovers('counting had passed them', city.caughtUp(60_000));
      await demandFindings(chaos, city, 1_500);
    },
  },
  {
    id: 'F14',
    title: 'consumers, then the log itself, are deleted while they are read',
    required:
      'Readers make their consumer anew; a log that is gone ends the writer loudly, and is made again as declared. (What it held and nobody had counted cannot come back: it is deleted when all of it was counted.)',
    run: async (chaos) => {
      const city = await chaos.startCity();
      const stream = city.system.subjects.eventsStream;
      await city.load.takes(300);
      for (let round = 0; round < chaos.upTo(1, 5); round += 1) {
        await chaos.inject('all consumers deleted', async () => {
          for await (const { name } of city.jsm.consumers.list(stream)) await city.jsm.consumers.delete(stream, name);
        });
        await sleep(500);
        await chaos.recovers('counts caught up', city.caughtUp(30_000));
      }
      await city.load.stop();
      await city.caughtUp();
      await chaos.inject('the log deleted', () => city.jsm.streams.delete(stream));
      const after = city.startLoad({ ratePerS: 200, senders: 4, name: 'after' });
      await chaos.recovers('events were taken again', after.flows());
      chaos.demand(/the log is gone/.test(city.system.logText()), 'nobody said that the log was gone');
      const { config } = await city.jsm.streams.info(stream);
      chaos.demand(config.deny_delete && config.deny_purge, 'the log was not made again as declared');
    },
  },
];

const batchEvents = 24;

async function sendBatch({ doorUrl }: City, run: Run, token: string): Promise<void> {
  const door = openPost(doorUrl, token);
  const events = Array.from({ length: batchEvents }, (_, n) => claim(run, n));
  try {
    await waitFor('a batch to be taken', async () => {
      const { status, text } = await door.post(events);
      if (![202, 429, 503].includes(status))
        throw new Error(`the door answered ${String(status)}: ${text.slice(0, 300)}`);
      if (status !== 202) await sleep(500);
      return status === 202;
    });
  } finally {
    door.close();
  }
}

const poisonFrames: readonly { readonly what: string; readonly text: string }[] = [
  { what: 'a frame that is no JSON', text: '[{"specversion":' },
  { what: 'a frame that is no array', text: '{"specversion":"1.0"}' },
  { what: 'an event of no known type', text: JSON.stringify([anAccepted({ type: 'kiosk.danced', id: 'poison-1' })]) },
  {
    what: 'a label that no column holds',
    text: JSON.stringify([
      anAccepted({ type: 'call.queued', id: 'poison-2', asset: 'H19001009', data: { callId: 'c', topic: 'x\0y' } }),
    ]),
  },
  {
    what: 'a measurement of nothing',
    text: JSON.stringify([anAccepted({ type: 'call.answered', id: 'poison-3', data: {} })]),
  },
];

function anAccepted(over: Record<string, unknown>): object {
  const time = '2026-11-22T01:00:00.000Z';
  return {
    ...{
      specversion: '1.0',
      source: 'urn:poison',
      time,
      asset: 'K001',
      unit: '00004',
      receivedtime: time,
      world: 'live',
    },
    ...{ data: { healthy: true, coversS: 1 }, ...over },
  };
}

async function publishFrame({ jsm, system }: City, text: string): Promise<void> {
  await jsm.jetstream().publish(system.subjects.events, text);
}

async function demandFindings(chaos: Chaos, city: City, least: number): Promise<void> {
  await city.caughtUp();
  const client = await city.connect();
  const { rows } = await client.query<{ n: number }>(`SELECT count(*) AS n FROM findings WHERE found = 'poison'`);
  await client.end();
  const found = rows[0]?.n ?? 0;
  chaos.note(`${String(found)} findings of poison`);
  chaos.demand(found >= least, `only ${String(found)} of ${String(least)} poisonous items were set apart`);
}
