import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { startServers, type RunningServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { createDoorClient } from '../../../ingest/senders/door-client.ts';
import { startSystem, type ProcessName, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

let dataDir: string;
let servers: RunningServers;
let system: System;
let token: string;
let database: pg.Client;

/** What was accepted so far; the system must hold exactly this. */
const accepted = { events: 0, amountVnd: 0 };
let next = 0;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vonglau-crash-'));
  // The servers run as another account when root runs the tests; they must reach their folder.
  await chmod(dataDir, 0o755);
  servers = await startServers({
    dataDir,
    cacheDir: cacheFolder(process.env),
    env: {},
    report: () => undefined,
    throwaway: true,
  });
  await migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql')));
  system = await startSystem({ ...servers, city: 'crash' });
  token = await system.createKey({
    source: 'urn:test:crash',
    world: 'live',
    kinds: ['parking'],
    assets: ['*'],
    ratePerS: 100_000,
  });
  database = await connectDatabase();
});

afterAll(async () => {
  await database.end().catch(() => undefined);
  await system.stop();
  await servers.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('nothing accepted is lost or counted twice', () => {
  it.each(['ingest', 'writer', 'live', 'office'] satisfies ProcessName[])(
    'when %s is killed under load',
    async (name) => {
      await sendDuring(() => {
        system.signal(name, 'SIGKILL');
        return Promise.resolve();
      });
      await judge();
    },
    180_000,
  );

  it.each(['nats', 'postgres', 'redis'])(
    'when the %s server is killed under load',
    async (name) => {
      await sendDuring(async () => {
        const { pid } = JSON.parse(await readFile(join(dataDir, 'servers', name, 'process.json'), 'utf8')) as {
          pid: number;
        };
        process.kill(pid, 'SIGKILL');
      });
      await judge();
    },
    180_000,
  );
});

/** Two senders at some 500 events a second for three seconds; `fault` strikes after the first. */
async function sendDuring(fault: () => Promise<void>): Promise<void> {
  const sending = [1, 2].map(async () => {
    const door = createDoorClient(system.ingestUrl, token);
    for (let round = 0; round < 30; round += 1) {
      const events = Array.from({ length: 25 }, () => paid(next++));
      const sent = await door.send(events, new AbortController().signal);
      accepted.events += sent.accepted;
      accepted.amountVnd += events.reduce((sum, { data }) => sum + data.amountVnd, 0);
      expect(sent.accepted).toBe(events.length);
      await sleep(90);
    }
    door.close();
  });
  const senders = Promise.all(sending);
  senders.catch(() => undefined);
  await sleep(1_000);
  await fault();
  await senders;
}

async function judge(): Promise<void> {
  if (
    await database.query('SELECT 1').then(
      () => false,
      () => true,
    )
  )
    database = await connectDatabase();
  const jsm = await jetstreamManager(system.nats, { checkAPI: false });
  const { state } = await jsm.streams.info(system.subjects.eventsStream);
  await waitFor(`the writer to reach frame ${state.last_seq}`, async () => {
    const { rows } = await database.query<{ seq: number }>('SELECT seq FROM writer_position');
    return (rows[0]?.seq ?? 0) >= state.last_seq;
  });
  const { rows } = await database.query(
    `SELECT sum(n)::bigint AS events, sum(sum)::bigint AS "amountVnd" FROM rollup_day WHERE unit = '' AND dim = '' AND metric = 'parking.paid_vnd'`,
  );
  expect(rows[0]).toEqual(accepted);
  expect(await recount(database, civilCalendar('Asia/Ho_Chi_Minh'))).toMatchObject({ different: 0 });
}

function paid(at: number) {
  return {
    ...{ specversion: '1.0', id: `p${at}`, source: 'urn:test:crash', type: 'parking.paid' },
    ...{ time: new Date().toISOString(), asset: 'B001' },
    data: { paymentId: `p${at}`, method: 'card', amountVnd: 1_000 + at },
  };
}

/** A server that was killed takes some seconds until it lets anybody in. */
async function connectDatabase(): Promise<pg.Client> {
  let connected: pg.Client | undefined;
  await waitFor('the database to let somebody in', async () => {
    const client = new pg.Client({ connectionString: servers.databaseUrl, types: pgTypes });
    client.on('error', () => undefined);
    connected = await client.connect().then(
      () => client,
      () => undefined,
    );
    return connected !== undefined;
  });
  if (!connected) throw new Error('the database lets nobody in');
  return connected;
}
