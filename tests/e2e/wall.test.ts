import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { requestCommand } from '../../shared/service/request.ts';
import { usualWall } from '../../shared/locality/wall-settings.ts';
import { greyWithoutTickMs, warnWithoutTickMs } from '../../shared/wire/push.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk } from '../support/desk.ts';
import { startSystem, type System } from '../support/system.ts';
import { weighWall } from '../support/wall-weight.ts';

const minuteMs = 60_000;

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
    processes: ['office', 'writer', 'live', 'duty', 'ingest', 'display'],
  });
  browser = await launchBrowser();
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
  const kiosks = page.getByRole('region', { name: 'Kiosk', exact: true });
  await kiosks.getByText('chưa có dữ liệu').first().waitFor();
  const token = await system.createKey({ source: 'kiosk', world: 'live', kinds: ['kiosk'], assets: ['*'] });
  expect((await send(token, 'kiosk.heartbeat', 'K001', { healthy: true, coversS: 60 })).status).toBe(202);
  expect((await send(token, 'kiosk.fault', 'K002', { faultId: 'f1', code: 'printer', planned: false })).status).toBe(
    202,
  );
  await kiosks.getByText('1', { exact: true }).waitFor();
  await kiosks.getByText('sự cố').waitFor();
  await kiosks.getByText(/^2\/\d+ có số liệu$/).waitFor();
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  await page.goto(`${system.publicUrl}/wall?scene=parking`);
  await page.getByRole('region', { name: 'Sự kiện mới nhất' }).getByText('kiosk gặp sự cố').waitFor();
  // The map answers what the scene is about; on a small screen its legend is not shown.
  await page.getByTestId('map').getByText('Bãi đỗ đã lấp đầy').waitFor({ state: 'attached' });
  await page.context().close();
});

test('a figure that rests on too few has no value, and the tile says why', async () => {
  const page = await openWall();
  const tile = page.locator('[data-kpi="kiosk_availability"]');
  // Two of the city's kiosks have been heard of; figures are read again at a calm pace, and at once by a new page.
  await expect
    .poll(
      async () => {
        await page.reload();
        await page.locator('[data-kpi="kiosk_availability"]:not([data-state="not-read"])').waitFor();
        return tile.getAttribute('data-state');
      },
      { timeout: 60_000, interval: 2_000 },
    )
    .toBe('coverage');
  expect(await tile.getByRole('strong').textContent()).toBe('—');
  expect(await tile.innerText()).toMatch(/mới có [\d,]+ % nơi báo, cần 50 %/);
  await page.context().close();
});

test('a P1 that nobody has flashes, stops the playlist and is followed; once somebody has it, all goes on', async () => {
  await system.ask('wall.set', { ...usualWall, playlist: { scenes: ['city', 'parking'], everyS: 600 } });
  const page = await openWall();
  const scene = page.getByTestId('scene');
  const abnormal = page.getByTestId('abnormal');
  await abnormal.getByText('Không có việc nào đang mở').waitFor();
  await scene.getByTestId('countdown').waitFor();
  // While nothing is open the map has the place of the list as well.
  const mapPx = async (): Promise<number> => (await page.getByTestId('map').boundingBox())?.height ?? 0;
  const calmPx = await mapPx();
  expect(await page.getByTestId('matters').isVisible()).toBe(false);
  const { id, version } = await askDuty<{ id: number; version: number }>('incident.open', {
    ...{ title: 'Mất điện diện rộng', titleEn: 'Large power cut', priority: 'P1', units: ['00070'] },
  });
  await abnormal.getByText('1 chưa ai nhận').waitFor();
  await page.locator('[data-testid="scene"][data-held="true"]').waitFor();
  expect(await scene.getByTestId('countdown').count()).toBe(0);
  await page.getByTestId('matter').getByText('Mất điện diện rộng').waitFor();
  await page.getByTestId('map').getByText('nơi có sự cố').waitFor({ state: 'attached' });
  const mark = page.getByTestId('matters').locator('svg.P1');
  await mark.waitFor();
  expect(await mapPx()).toBeLessThan(calmPx);
  const flashOf = () =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('[data-testid="matters"] svg.P1')).animation`);
  expect(await flashOf()).toMatch(/infinite/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await flashOf()).not.toMatch(/infinite/);
  await askDuty('incident.acknowledge', { id, expectedVersion: version });
  await page.locator('[data-testid="scene"][data-held="false"]').waitFor();
  await scene.getByTestId('countdown').waitFor();
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await flashOf()).not.toMatch(/infinite/);
  expect(await page.getByTestId('wall').innerText()).not.toMatch(/local:test|account:/);
  await page.context().close();
});

test('on a phone the essentials stand in a column, with nothing wrong for who cannot see', async () => {
  const desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
  await desk.page.setViewportSize({ width: 390, height: 844 });
  await desk.open('/wall?lang=vi');
  await desk.page.locator('[data-testid="wall"][data-link="live"]').waitFor();
  await desk.page.locator('[data-kpi="kiosk_availability"]').waitFor();
  expect(await desk.page.getByTestId('map').count()).toBe(0);
  const pages = desk.page.getByRole('navigation').getByRole('link');
  expect(await pages.allTextContents()).toEqual([
    ...['Bản tin', 'Chỉ tiêu', 'Sự cố', 'Nhiệm vụ', 'Hệ thống'],
    'Tài khoản của tôi: mật khẩu, xác thực hai lớp',
  ]);
  expect(await desk.page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  expect(await desk.faults()).toEqual([]);
  // By day it is as well read.
  await desk.open('/wall?lang=vi&theme=light');
  await desk.page.locator('.light [data-kpi="kiosk_availability"]').waitFor();
  expect(await desk.faults()).toEqual([]);
  await desk.close();
});

test('an administrator changes the wall with a preview, and a wall that hangs takes it up', async () => {
  // Its minutes are passed over.
  const hanging = await openPage();
  await hanging.clock.install();
  await showWall(hanging);
  await hanging.locator('[data-kpi="on_time_share"]').waitFor();
  const unitVw = (): Promise<number> =>
    hanging.evaluate(`Number(document.documentElement.style.getPropertyValue('--unit-vw'))`);
  const unitBefore = await unitVw();
  const desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
  await desk.open('/admin/wall?wall=main');
  await desk.page.locator('[data-alive="true"]').waitFor();
  const preview = desk.page.getByTestId('wall-preview');
  await preview.locator('[data-kpi="on_time_share"]').waitFor({ state: 'attached' });
  expect(await desk.faults()).toEqual([]);
  await desk.page.locator('select[name="kpi1"]').selectOption('wait_p50');
  await preview.locator('[data-kpi="wait_p50"]').waitFor({ state: 'attached' });
  await desk.page.getByLabel('Chỗ ngồi xa nhất, m').fill('20');
  await desk.page.getByLabel('Tên', { exact: true }).click();
  await desk.page.getByText(/^Không vừa/).waitFor();
  await desk.page.getByLabel('Chỗ ngồi xa nhất, m').fill('4');
  await desk.page.getByLabel('Mở lại trang lúc').fill(cityClock(Date.now() + 20 * minuteMs));
  await desk.act('set', 'đổi chỉ tiêu đầu');
  await hanging.clock.fastForward(minuteMs);
  await hanging.locator('[data-kpi="wait_p50"]').waitFor();
  expect(await hanging.locator('[data-kpi="on_time_share"]').count()).toBe(0);
  expect(await unitVw()).toBeCloseTo((unitBefore * 4) / 3, 3);
  await hanging.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  // At its new time it is opened anew.
  await hanging.evaluate('(window.isOld = true)');
  await Promise.all([hanging.waitForEvent('load'), hanging.clock.fastForward(21 * minuteMs)]);
  expect(await hanging.evaluate('window.isOld === undefined')).toBe(true);
  await hanging.locator('[data-testid="wall"][data-link="live"]').waitFor();
  expect(desk.complaints).toEqual([]);
  await desk.close();
  await hanging.context().close();
});

test('what a wall must fetch before its map engine is light', () => {
  const { bytes, files } = weighWall(join(PROJECT_DIR, 'display'));
  expect(files.length).toBeGreaterThan(10);
  expect(bytes).toBeLessThanOrEqual(350 * 1024);
});

test('every world but live is watermarked', async () => {
  const live = await openWall();
  expect(await live.getByTestId('watermark').count()).toBe(0);
  await live.goto(`${system.publicUrl}/wall?world=sim:test`);
  await live.getByRole('img', { name: 'MÔ PHỎNG' }).waitFor();
  await live.context().close();
});

test('a wall that hears no tick warns, then turns grey, then recovers', { timeout: 180_000 }, async () => {
  const page = await openWall();
  const banner = page.getByTestId('link-banner');
  const dead = page.locator('[data-testid="wall"][data-link="dead"]');
  // While a map starts the page may be held up for longer than it warns.
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  const stoppedAt = performance.now();
  system.signal('live', 'SIGSTOP');
  try {
    await banner.getByText('KHÔNG CÓ NHỊP').waitFor({ timeout: warnWithoutTickMs + 3_000 });
    expect(await dead.count()).toBe(0);
    await dead.waitFor({ timeout: greyWithoutTickMs + 3_000 });
    // The last tick may be up to five seconds old when the process stops.
    expect(performance.now() - stoppedAt).toBeGreaterThan(warnWithoutTickMs - 1_000);
    expect(await banner.textContent()).toMatch(/MẤT KẾT NỐI – số liệu lúc \d\d:\d\d:\d\d/);
  } finally {
    system.signal('live', 'SIGCONT');
  }
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

async function askDuty<T>(verb: string, body: unknown): Promise<T> {
  const { nats, subjects, commandKey: key } = system;
  const answer = await requestCommand<T>(nats, subjects.command('duty', verb), { actor: 'local:test', key, body });
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
  return answer.value;
}

async function openWall(): Promise<Page> {
  const page = await openPage();
  await showWall(page);
  return page;
}

async function showWall(page: Page): Promise<void> {
  await page.goto(`${system.publicUrl}/wall?token=${system.wallToken}`);
  await page.locator('[data-testid="wall"][data-link="live"]').waitFor();
}

/** `03:10`: what the clock of the city reads. */
function cityClock(ms: number): string {
  return new Date(ms + 7 * 60 * minuteMs).toISOString().slice(11, 16);
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
