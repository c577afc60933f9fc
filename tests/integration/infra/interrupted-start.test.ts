import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { natsAddress } from '#shared/service/nats-address.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { startSystem } from '../../../infra/setup/start-system.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let dataDir: string;
const city = randomCity();
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'vonglau-interrupted-'));
});
afterAll(async () => {
  const nats = await connect(natsAddress(inject('servers').natsUrl));
  const { streams } = await jetstreamManager(nats);
  await streams.delete(`KV_${subjectsOf(city).registryBucket}`);
  await nats.close();
  await database.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a start that is broken off after the first account was made still tells its password; a taken port is replaced', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const takenPort = String(typeof address === 'object' ? address?.port : undefined);
  const { natsUrl, redisUrl } = inject('servers');
  const said: string[] = [];
  const start = startSystem({
    dataDir,
    env: {
      ...{ PATH: process.env['PATH'], NATS_URL: natsUrl, REDIS_URL: redisUrl, DATABASE_URL: database.databaseUrl },
      ...{ VONGLAU_CITY: city, VONGLAU_PACK: 'tests/support/cities/six-unit', VONGLAU_FEED: 'none' },
      INGEST_PORT: takenPort,
    },
    signal: new AbortController().signal,
    progress: {
      say: (line) => said.push(line),
      step: async (title, work) => {
        if (title === 'Display') return undefined as Awaited<ReturnType<typeof work>>;
        if (title === 'writer') throw new Error('broken off');
        return work(({ text }) => said.push(text));
      },
    },
  });
  await expect(start).rejects.toThrow('broken off');
  taken.close();
  expect(said.join('\n')).toMatch(/admin \/ [a-z2-7]{7}-[a-z2-7]{7}-[a-z2-7]{7}/);
  expect(said.join('\n')).toContain(`port ${takenPort} is taken`);
});
