import pg from 'pg';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

/** A world whose minute is a second: an hour to look back at is there in a few seconds. */
const world = 'sim:past';
const beganMs = Date.parse('2026-11-24T14:00:00+07:00');
const minuteMs = 60_000;

let database: TestDatabase;
let system: System;
let sql: pg.Client;
let desk: Desk;
let page: Page;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity() },
    processes: ['office', 'writer', 'live', 'ingest', 'display'],
  });
  sql = new pg.Client({ connectionString: database.databaseUrl });
  await sql.connect();
  await system.ask('world.set', {
    ...{ world, anchorRealMs: Date.now(), anchorWorldMs: beganMs, speed: 60, holdAtMs: null },
  });
  const { password = '' } = await system.ask<AccountSet>('account.create', { name: 'lan', role: 'viewer' });
  const token = await system.createKey({ source: 'kiosk', world, kinds: ['kiosk'], assets: ['*'] });
  await send(token, 'kiosk.heartbeat', { healthy: true, coversS: 60 });
  await send(token, 'kiosk.session', { durationS: 60, outcome: 'completed' });
  await passMinutes(5);
  await send(token, 'kiosk.fault', { faultId: 'f', code: 'printer', planned: false });
  await passMinutes(3);
  desk = await openDesk(system.publicUrl, { account: 'lan', password });
  ({ page } = desk);
}, 240_000);

afterAll(async () => {
  await desk.close();
  await sql.end();
  await system.stop();
  await database.drop();
});

test('a link opens a moment, marked, with everything as it was then; one goes back and sees it as it had been', async () => {
  const { faultMs } = await whenFault();
  const mark = markAt(await tickBefore(faultMs + 2 * minuteMs));
  await open(faultMs + 2 * minuteMs, '&speed=0');
  await chip(mark).waitFor();
  // Whatever is looked back at, that it is no past of the city stands there too.
  expect(await page.getByTestId('watermark').textContent()).toContain(`MÔ PHỎNG · ${mark}`);
  await faults('1');
  expect(await desk.faults()).toEqual([]);

  // Some minutes before, by the keyboard's own steps on the day: whole minutes, whatever tick the wall had at each.
  const slider = page.getByRole('slider', { name: 'Thời điểm trong ngày' });
  await slider.focus();
  for (let minutes = 0; minutes < 3; minutes += 1) await slider.press('ArrowLeft');
  const minutesBefore = Math.round((faultMs + 2 * minuteMs) / minuteMs) - 3;
  await page.waitForURL((url) => Date.parse(url.searchParams.get('at') ?? '') === minutesBefore * minuteMs);
  await faults('0');
  expect(new URL(page.url()).searchParams.get('at')).toMatch(/^2026-11-24T\d\d:\d\d:00\+07:00$/);
  expect(minutesBefore * minuteMs).toBeLessThan(faultMs);

  // And on: time goes by, and it happens again.
  await page.getByLabel('Tốc độ').selectOption('60');
  await page.getByRole('button', { name: 'Chạy' }).click();
  await faults('1');
  await page.getByRole('button', { name: 'Dừng' }).click();
  await chip('đang dừng').waitFor();
});

test('the present stands beside it, and what is not there is said', async () => {
  const { faultMs } = await whenFault();
  await open(faultMs, '&speed=0&compare=1');
  await page.getByText('HIỆN TẠI', { exact: true }).waitFor();
  expect(await page.getByTestId('wall').count()).toBe(2);
  expect(await desk.faults()).toEqual([]);
  await desk.open(`/replay?world=${world}&at=2020-01-01T00:00:00Z`);
  await page.getByText('nằm ngoài khoảng đó').waitFor();
  await desk.open('/replay?world=sim:never');
  await page.getByText('Chưa có gì để xem lại').waitFor();
  expect(desk.complaints).toEqual([]);
  expect(desk.strangers).toEqual([]);
});

test('a link is copied where the browser has no clipboard for pages, or it is told how', async () => {
  const { faultMs } = await whenFault();
  // As on plain HTTP beyond this machine.
  await page.addInitScript(`Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined })`);
  await open(faultMs, '&speed=0');
  await page.getByRole('button', { name: 'Chép liên kết' }).click();
  await page.getByRole('status').getByText('Đã chép liên kết').waitFor({ state: 'attached' });
  await page.evaluate(`document.body.append(document.createElement('textarea'))`);
  await page.locator('body > textarea').focus();
  await page.keyboard.press('Control+V');
  expect(await page.locator('body > textarea').inputValue()).toBe(page.url());
  await page.evaluate(`document.execCommand = () => false`);
  await page.getByRole('button', { name: 'chép liên kết' }).click();
  await page.getByText('hãy chép địa chỉ ở thanh địa chỉ').waitFor();
  expect(desk.complaints).toEqual([]);
});

async function open(atMs: number, more: string): Promise<void> {
  await desk.open(`/replay?world=${world}&at=${encodeURIComponent(new Date(atMs).toISOString())}${more}`);
}

/** What is drawn over the wall, with the minute that is shown. */
function markAt(ms: number): string {
  const local = new Date(ms + 7 * 3_600_000).toISOString();
  return `XEM LẠI ${local.slice(11, 16)} ${local.slice(8, 10)}/${local.slice(5, 7)}`;
}

/** What is written over the wall. */
function chip(text: string): Locator {
  return page.getByTestId('replay-chip').filter({ hasText: text });
}

/** What the clock of this world had said by then. */
async function tickBefore(ms: number): Promise<number> {
  const { rows } = await sql.query<{ time: Date }>(
    `SELECT max(time) AS time FROM events WHERE world = $1 AND type = 'clock.tick' AND time <= $2`,
    [world, new Date(ms)],
  );
  return rows[0]?.time.getTime() ?? 0;
}

/** How many kiosks the wall says have a fault. */
async function faults(count: string): Promise<void> {
  await page.getByRole('region', { name: 'Kiosk', exact: true }).getByText(count, { exact: true }).waitFor();
}

async function whenFault(): Promise<{ faultMs: number }> {
  const { rows } = await sql.query<{ time: Date }>(
    `SELECT time FROM events WHERE world = $1 AND type = 'kiosk.fault'`,
    [world],
  );
  return { faultMs: rows[0]?.time.getTime() ?? 0 };
}

let sent = 0;
async function send(token: string, type: string, data: Record<string, unknown>): Promise<void> {
  sent += 1;
  // A little behind the world's clock: the door takes nothing from the future.
  const time = new Date((await readClock()) ?? beganMs).toISOString();
  const event = {
    specversion: '1.0',
    id: `e${sent}`,
    source: 'kiosk',
    type,
    asset: 'K001',
    time,
    data,
  };
  const answer = await fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/cloudevents+json',
    },
    body: JSON.stringify(event),
  });
  if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
}

async function readClock(): Promise<number | undefined> {
  const { rows } = await sql.query<{ time: Date | null }>(
    `SELECT max(time) AS time FROM events WHERE world = $1 AND type = 'clock.tick'`,
    [world],
  );
  return rows[0]?.time?.getTime();
}

async function passMinutes(minutes: number): Promise<void> {
  await waitFor('the world to tick', async () => (await readClock()) !== undefined);
  const fromMs = (await readClock()) ?? beganMs;
  await waitFor('the world to go on', async () => ((await readClock()) ?? 0) >= fromMs + minutes * minuteMs);
}
