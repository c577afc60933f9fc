import { Readable, Writable } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { runCommandLine } from '../../infra/setup/command-line.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

/* A drill from the page alone: started, played by whoever plays them on the server, watched, ended, judged. */
const id = 'tap-mot';
const stop = new AbortController();
let database: TestDatabase;
let system: System;
let desk: Desk;
let sql: pg.Client;
let playing: Promise<number> | undefined;
let said = '';

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'writer', 'live', 'ingest', 'display'],
  });
  sql = new pg.Client({ connectionString: database.databaseUrl });
  await sql.connect();
  desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
});

afterAll(async () => {
  stop.abort();
  await playing;
  await desk.close();
  await sql.end();
  await system.stop();
  await database.drop();
});

/** What `npm start` runs beside the processes. */
function playDrills(): Promise<number> {
  const { natsUrl, redisUrl } = inject('servers');
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said += chunk.toString();
      done();
    },
  });
  const env = {
    ...{ NATS_URL: natsUrl, DATABASE_URL: database.databaseUrl, REDIS_URL: redisUrl, INGEST_URL: system.ingestUrl },
    ...{ PUBLIC_ORIGIN: system.publicUrl, VONGLAU_CITY: system.city, VONGLAU_DATA: system.dataDir },
    VONGLAU_PACK: 'tests/support/cities/six-unit',
  };
  return runCommandLine(['drill', 'play'], {
    ...{ env, stdin: Readable.from([]), stdout: out, stderr: out, signal: stop.signal },
  });
}

test('it is started, played, watched, ended and judged from the page', { timeout: 240_000 }, async () => {
  const { page } = desk;
  await desk.open('/admin/drills');
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('radio', { name: /power-cut/ }).check();
  await desk.formOf('start').getByLabel('Tên cuộc diễn tập').fill(id);
  await desk.act('start', 'tập ca sáng');
  await page.getByRole('link', { name: id }).click();
  await page.getByText(`npx vonglau drill start --scenario power-cut --id ${id}`).waitFor();
  expect(await desk.faults()).toEqual([]);

  playing = playDrills();
  // The page looks again by itself.
  await waitFor(
    `the drill to be played (${said})`,
    async () => !(await page.getByText('chưa có sự kiện nào').isVisible()),
    60_000,
  );
  const world = `drill:${id}`;
  const heard = async (): Promise<number> =>
    (await sql.query(`SELECT FROM events WHERE world = $1 AND asset <> '' LIMIT 1`, [world])).rowCount ?? 0;
  await waitFor('its first event', async () => (await heard()) === 1, 60_000);
  const wall = await page.context().newPage();
  await wall.goto(`${system.publicUrl}/wall?world=${world}`);
  await wall.getByText('DIỄN TẬP').first().waitFor();
  await wall.close();

  await desk.act('end', 'hết giờ tập', id);
  await page.locator('[data-what="detect"][data-met="false"]').waitFor();
  await page.getByText('chưa phát hiện gì').waitFor();
  await desk.formOf('end').waitFor({ state: 'detached' });
  expect(await desk.faults()).toEqual([]);
  await waitFor('nobody to send for it any more', async () => {
    const { rows } = await sql.query('SELECT FROM sender_keys WHERE world = $1 AND revoked_at IS NULL', [world]);
    return rows.length === 0;
  });
  expect(desk.complaints).toEqual([]);
});
