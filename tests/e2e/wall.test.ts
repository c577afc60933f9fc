import { randomUUID } from 'node:crypto';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { softwareGraphics } from '../../infra/screenshot/take-picture.ts';
import { greyWithoutTickMs, warnWithoutTickMs } from '../../shared/wire/push.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { startSystem, type System } from '../support/system.ts';

let database: TestDatabase;
let system: System;
let browser: Browser;
/** Whatever any page of this file asked for, and whatever it complained about. */
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'writer', 'live', 'ingest', 'display'],
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...softwareGraphics],
  });
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await database.drop();
});

test('a person logs in, and a wrong password is told', async () => {
  const page = await openPage();
  await page.goto(`${system.publicUrl}/wall?lang=vi`);
  expect(new URL(page.url()).pathname).toBe('/login');
  await logIn(page, 'not the password');
  await page.getByRole('alert').waitFor();
  await logIn(page, system.firstPassword ?? '');
  await page.waitForURL('**/wall?lang=vi');
  await page.locator('[data-testid="wall"][data-link="live"]').waitFor();
  const [session] = (await page.context().cookies()).filter(({ name }) => name === 'vonglau_session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await page.context().close();
});

test('a wall token opens the wall, vanishes from the address, and does nothing but read', async () => {
  const page = await openWall();
  expect(page.url()).toBe(`${system.publicUrl}/wall`);
  const posted = await page.context().request.post(`${system.publicUrl}/wall`, {
    form: {},
    headers: { origin: system.publicUrl },
  });
  expect(posted.status()).toBe(401);
  expect((await page.context().request.get(`${system.publicUrl}/nowhere`)).status()).toBe(401);
  await page.context().close();
});

test('a wrong wall token opens nothing', async () => {
  const page = await openPage();
  const answer = await page.goto(`${system.publicUrl}/wall?token=guessed`);
  expect(answer?.status()).toBe(401);
  expect(await page.context().cookies()).toEqual([]);
  await page.context().close();
});

test('an event sent through the public port is on the wall: figures, newest events, map', async () => {
  const page = await openWall();
  const kiosks = page.getByRole('region', { name: 'Kiosk dịch vụ công' });
  await kiosks.getByText('chưa có dữ liệu').first().waitFor();
  const token = await system.createKey({ source: 'kiosk', world: 'live', kinds: ['kiosk'], assets: ['*'] });
  expect((await send(token, 'kiosk.heartbeat', 'K001', { healthy: true, coversS: 60 })).status).toBe(202);
  expect((await send(token, 'kiosk.fault', 'K002', { faultId: 'f1', code: 'printer', planned: false })).status).toBe(
    202,
  );
  await page.getByRole('region', { name: 'Sự kiện mới nhất' }).getByText('kiosk gặp sự cố').waitFor();
  await kiosks.getByRole('group', { name: 'sự cố' }).getByText('1', { exact: true }).waitFor();
  await kiosks.getByText(/^2\/\d+ có số liệu$/).waitFor();
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  await page.context().close();
});

test('every world but live is watermarked', async () => {
  const live = await openWall();
  expect(await live.getByTestId('watermark').count()).toBe(0);
  await live.goto(`${system.publicUrl}/wall?world=sim:test`);
  await live.getByRole('img', { name: 'MÔ PHỎNG' }).waitFor();
  await live.context().close();
});

test('a wall that hears no tick warns, then turns grey, then recovers', async () => {
  const page = await openWall();
  const banner = page.getByTestId('link-banner');
  const dead = page.locator('[data-testid="wall"][data-link="dead"]');
  const stoppedAt = performance.now();
  system.signal('live', 'SIGSTOP');
  await banner.getByText('KHÔNG CÓ NHỊP').waitFor({ timeout: warnWithoutTickMs + 3_000 });
  expect(await dead.count()).toBe(0);
  await dead.waitFor({ timeout: greyWithoutTickMs + 3_000 });
  // The last tick may be up to five seconds old when the process stops.
  expect(performance.now() - stoppedAt).toBeGreaterThan(warnWithoutTickMs - 1_000);
  expect(await banner.textContent()).toMatch(/MẤT KẾT NỐI – số liệu lúc \d\d:\d\d:\d\d/);
  system.signal('live', 'SIGCONT');
  await page.locator('[data-testid="wall"][data-link="live"]').waitFor({ timeout: 30_000 });
  expect(await banner.count()).toBe(0);
  await page.context().close();
});

test('no page asked for anything beyond its own origin, nor broke its own policy', () => {
  const own = [system.publicUrl, system.publicUrl.replace('http', 'ws')];
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((url) => !own.some((origin) => url.startsWith(`${origin}/`)))).toEqual([]);
  expect(complaints).toEqual([]);
});

async function openPage(): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) asked.push(request.url());
  });
  page.on('websocket', (socket) => asked.push(socket.url()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/content security policy|violates/i.test(message.text())) complaints.push(message.text());
  });
  return page;
}

async function openWall(): Promise<Page> {
  const page = await openPage();
  await page.goto(`${system.publicUrl}/wall?token=${system.wallToken}`);
  await page.locator('[data-testid="wall"][data-link="live"]').waitFor();
  return page;
}

async function logIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Tài khoản').fill('admin');
  await page.getByLabel('Mật khẩu').fill(password);
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
}

async function send(token: string, type: string, asset: string, data: Record<string, unknown>): Promise<Response> {
  const time = new Date().toISOString();
  return fetch(`${system.publicUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id: randomUUID(), source: 'kiosk', type, time, asset, data }),
  });
}
