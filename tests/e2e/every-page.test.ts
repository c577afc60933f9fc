import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { routeActs } from '../../display/src/lib/server/route-acts.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { startSystem, type System } from '../support/system.ts';

/** Addresses that only take something, or only lead elsewhere. */
const notPages = ['/logout', '/login/city', '/login/city/back', '/duty/act', '/admin/rules/check'];
/** Pages by their address alone, no files. */
const pages = Object.keys(routeActs).filter((route) => !/[[.]/.test(route) && !notPages.includes(route));

let database: TestDatabase;
let system: System;
let desk: Desk;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'writer', 'live', 'duty', 'ingest', 'display'],
  });
  desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
});

afterAll(async () => {
  await desk.close();
  await system.stop();
  await database.drop();
});

test.each(pages)(
  '%s opens in a city where nothing has happened yet, and axe finds nothing wrong with it',
  async (path) => {
    const { page } = desk;
    const answer = await page.goto(`${system.publicUrl}${path}`);
    expect(answer?.status()).toBe(path === '/refused' ? 403 : 200);
    await page.locator('main').first().waitFor();
    expect(await desk.faults()).toEqual([]);
    expect(desk.complaints).toEqual([]);
  },
);

const files = Object.keys(routeActs).filter((route) => /^\/(admin\/\w+|brief|shift)\/[\w-]+\.\[format\]$/.test(route));

test.each(files)('%s: the file of a list, as CSV and as a workbook', async (path) => {
  const { request } = desk.page.context();
  const csv = await request.get(`${system.publicUrl}${path.replace('[format]', 'csv')}`);
  expect(csv.status()).toBe(200);
  expect((await csv.text()).split('\r\n').length).toBeGreaterThan(4);
  const workbook = await request.get(`${system.publicUrl}${path.replace('[format]', 'xlsx')}`);
  expect((await workbook.body()).subarray(0, 2).toString()).toBe('PK');
  expect((await request.get(`${system.publicUrl}${path.replace('[format]', 'exe')}`)).status()).toBe(404);
});

test('a page that is nowhere says so, and axe finds nothing wrong with that either', async () => {
  const answer = await desk.page.goto(`${system.publicUrl}/nowhere`);
  expect(answer?.status()).toBe(404);
  expect(await desk.faults()).toEqual([]);
});

test('nobody yet: the login', async () => {
  const page = await desk.openNew();
  await page.goto(`${system.publicUrl}/login`);
  expect(await desk.faultsOf(page)).toEqual([]);
  await page.context().close();
});
