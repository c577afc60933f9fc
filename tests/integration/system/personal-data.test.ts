import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { sentKinds } from '#shared/docs/event-schema.ts';
import { decodeFrame } from '#shared/wire/frame-bytes.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openScreen } from '../../support/open-screen.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

const markers = { phone: '0912000777', plate: '30A-999.77', citizenId: '001099000777' };
let database: TestDatabase;
let system: System;
// A screen counts the city's day: it may not end before this file is done.
await steadyToday();

beforeAll(async () => {
  database = await createTestDatabase();
  const city = randomCity();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city,
    env: { LOG_LEVEL: 'trace' },
    health: true,
  });
});
afterAll(async () => {
  await system.stop();
  await database.drop();
});

it('finds no phone number, plate or citizen id in any store, log, answer or socket', async () => {
  const token = await system.createKey({
    ...{ source: 'urn:test:personal', world: 'live', assets: ['*'] },
    kinds: [...sentKinds()],
  });
  const screen = openScreen(system.liveUrl, system.wallToken);
  await screen.opened;
  const hotline = readFileSync('tests/support/cities/six-unit/pack.yaml', 'utf8').match(
    /asset: *["']?([A-Za-z0-9]+)/,
  )?.[1];
  const point = readFileSync('tests/support/cities/six-unit/points.csv', 'utf8').split('\n')[1]?.split(',')[0];
  const event = (id: string, type: string, asset: string | undefined, data: object) => ({
    ...{ specversion: '1.0', id, source: 'urn:test:personal', type, asset, time: new Date().toISOString(), data },
  });
  const good = [
    event('g1', 'call.queued', hotline, { callId: 'c1', topic: 'PS', phone: markers.phone }),
    event('g2', 'parking.entered', 'B001', { stayId: 's1', plate: markers.plate }),
    event('g3', 'ticket.issued', point, { ticketId: 't1', citizenId: markers.citizenId, phone: markers.phone }),
    event('g4', 'record.submitted', point, {
      recordId: 'r1',
      procedure: 'birth',
      channel: 'online',
      citizenId: markers.citizenId,
    }),
    event('g6', 'report.filed', point, { reportId: 'b1', category: 'noise', channel: 'zalo', phone: markers.phone }),
    event('g5', 'kiosk.session', 'K001', { durationS: 60, outcome: 'completed', citizenId: markers.citizenId }),
  ];
  const refused = [
    event('b1', 'call.queued', hotline, { callId: 'c1', topic: 'PS', phone: 9, note: markers.phone }),
    event('b2', 'call.queued', hotline, { callId: 'c1', topic: 'PS', [markers.phone]: 1 }),
    event('b5', 'report.filed', point, { reportId: 'b1', category: markers.phone, channel: 'fax', phone: 7 }),
    event('b3', 'parking.entered', 'B999', { stayId: 's1', plate: markers.plate }),
    event('b4', 'parking.paid', 'B001', { paymentId: 'p1', method: markers.plate, amountVnd: 1 }),
  ];
  const response = await fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify([...good, ...refused]),
  });
  const answer = await response.text();
  expect(JSON.parse(answer)).toMatchObject({ accepted: good.length, refused: refused.length });
  await waitFor(
    'the events to reach the screen',
    () => screen.cityCount('call.queued') === 1 && screen.assets.size >= 4,
  );

  const places = {
    answer,
    socket: screen.text(),
    logs: system.logText(),
    health: await readHealth(),
    log: await readStream(system.subjects.eventsStream),
    quarantine: await readStream(system.subjects.quarantineStream),
    database: await readDatabase(),
    redis: await readRedis(),
    files: readFiles(system.dataDir),
  };
  screen.close();
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, `${place} was read`).toBeGreaterThan(0);
    for (const [field, marker] of Object.entries(markers))
      expect(text.includes(marker), `${field} in ${place}`).toBe(false);
  }
  expect(places.log).toContain('"phone":"p1:');
  expect(places.log).toMatch(/"report\.filed"[^}]*"phone":"p1:/s);
});

async function readStream(stream: string): Promise<string> {
  const jsm = await jetstreamManager(system.nats);
  // What was refused is put away after its answer.
  await waitFor(`${stream} to hold something`, async () => (await jsm.streams.info(stream)).state.messages > 0);
  const { state } = await jsm.streams.info(stream);
  let text = '';
  for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
    const message = await jsm.streams.getMessage(stream, { seq });
    if (message) text += decodeFrame(message.data) + JSON.stringify(message.header);
  }
  return text;
}

async function readHealth(): Promise<string> {
  const names = ['office', 'writer', 'live', 'ingest'] as const;
  const asked = names.flatMap((name) => ['/health', '/metrics', '/readyz'].map((path) => system.askHealth(name, path)));
  return (await Promise.all(asked)).map((answer) => answer?.text ?? '').join('');
}

async function readDatabase(): Promise<string> {
  const client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace`,
  );
  let text = '';
  for (const { name } of rows) text += JSON.stringify((await client.query(`SELECT t::text FROM "${name}" t`)).rows);
  await client.end();
  return text;
}

async function readRedis(): Promise<string> {
  const redis = new Redis(inject('servers').redisUrl);
  let text = '';
  for (const key of await redis.keys('*')) {
    text += key;
    const type = await redis.type(key);
    if (type === 'hash') text += JSON.stringify(await redis.hgetall(key));
    if (type === 'string') text += (await redis.get(key)) ?? '';
  }
  redis.disconnect();
  return text;
}

function readFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
    .map((path) => readFileSync(path, 'latin1'))
    .join('\n');
}
