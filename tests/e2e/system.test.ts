import { tmpdir } from 'node:os';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { conditionLimits } from '../../shared/health/condition-limits.ts';
import { launchBrowser } from '../support/browser.ts';
import { openFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { startSystem, type System } from '../support/system.ts';

let database: TestDatabase;
/** The display's way to the database. */
let link: FaultProxy;
let system: System;
let browser: Browser;
const complaints: string[] = [];
const silentLimits = conditionLimits['process-silent'];

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  link = await openFaultProxy(database.databaseUrl);
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    health: true,
    envOf: { display: { DATABASE_URL: link.url }, ingest: { EVENTS_DIR: tmpdir() } },
    processes: ['office', 'writer', 'live', 'duty', 'ingest', 'display'],
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await link.close();
  await database.drop();
});

test('who is not logged in is sent to log in, and the figures are told to nobody', async () => {
  const page = await openPage();
  await page.goto(`${system.publicUrl}/system?lang=vi`);
  expect(page.url()).toBe(`${system.publicUrl}/login?next=%2Fsystem%3Flang%3Dvi`);
  expect((await page.request.get(`${system.publicUrl}/system/health.json`)).status()).toBe(401);
  await page.getByLabel('Tài khoản').fill('admin');
  await page.getByLabel('Mật khẩu').fill(system.firstPassword ?? '');
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.getByTestId('system').waitFor();
  await page.context().close();
});

test('a healthy path: every process and server at work, figures with limits and time, nothing to do', async () => {
  const page = await openWith('/system');
  await page.locator('[data-testid="system"][data-worst="ok"]').waitFor({ timeout: 30_000 });
  for (const node of ['ingest', 'log', 'writer', 'live', 'duty', 'office', 'display', 'database', 'mirror']) {
    await nodeOf(page, node, 'running').waitFor();
  }
  await page.getByText('Mọi phần đều chạy').waitFor();
  await page.getByText('Không có việc gì phải làm.').waitFor();
  const lag = page.locator('tr[data-condition="log-lag"][data-process="writer"]');
  expect(await lag.textContent()).toMatch(/tốt.*giây.*10 giây · 60 giây.*\d\d:\d\d:\d\d/s);
  await page.goto(`${system.publicUrl}/system?lang=en`);
  await page.getByText('Every part is running').waitFor();
  expect(await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')).toBe(0);
  await page.context().close();
});

test(
  'a writer that stops is hollow, then a task with what to do, on the wall too; and all is well once it is back',
  { timeout: 240_000 },
  async () => {
    const page = await openWith('/system');
    const wall = await openWith('/wall');
    system.signal('writer', 'SIGSTOP');
    await nodeOf(page, 'writer', 'silent').waitFor({ timeout: 40_000 });
    expect(await styleOf(page, '[data-node="writer"] .body', 'fill')).toBe('none');
    await page
      .locator('li.critical[data-task="silent"]')
      .waitFor({ timeout: silentLimits.criticalAt * 1_000 + 15_000 });
    await page.getByText('Bộ ghi không trả lời').waitFor();
    await nodeOf(page, 'ingest', 'running').waitFor();
    const line = wall.getByTestId('system-line');
    await line.getByText('Bộ ghi không trả lời').waitFor({ timeout: 40_000 });
    expect(await line.textContent()).toContain('HỆ THỐNG');
    system.signal('writer', 'SIGCONT');
    await nodeOf(page, 'writer', 'running').waitFor({ timeout: 40_000 });
    await line.waitFor({ state: 'detached', timeout: 40_000 });
    await page.context().close();
    await wall.context().close();
  },
);

test('who was let in lately sees it while the database is away, and nobody else does', async () => {
  const page = await openWith('/system');
  await link.cut();
  try {
    await page.reload();
    await page.getByTestId('system').waitFor();
    const { request } = page.context();
    expect((await request.get(`${system.publicUrl}/system/health.json`)).status()).toBe(200);
    expect((await request.get(`${system.publicUrl}/wall`)).status()).toBe(500);
    const guessed = { cookie: 'vonglau_wall=guessed' };
    expect((await fetch(`${system.publicUrl}/system/health.json`, { headers: guessed })).status).toBe(500);
  } finally {
    await link.mend();
  }
  await page.context().close();
});

test('a page whose server falls silent keeps its last picture, grey, with its time', async () => {
  const page = await openWith('/system');
  // Only a page whose code runs can say that nobody answers; the markup is there before it.
  await page.waitForResponse((answer) => answer.url().endsWith('/system/health.json'));
  system.signal('display', 'SIGSTOP');
  const banner = page.getByTestId('away-banner');
  try {
    await banner.waitFor({ timeout: 30_000 });
    expect(await banner.textContent()).toMatch(/TRANG HIỂN THỊ KHÔNG TRẢ LỜI.*\d\d:\d\d:\d\d/s);
    await page.locator('[data-testid="system"][data-away="true"] [data-node="writer"]').waitFor();
    expect(await styleOf(page, '[data-testid="system"]', 'filter')).toContain('grayscale');
  } finally {
    system.signal('display', 'SIGCONT');
  }
  await banner.waitFor({ state: 'detached', timeout: 20_000 });
  await page.context().close();
});

test('no page broke its own policy', () => {
  expect(complaints).toEqual([]);
});

function nodeOf(page: Page, node: string, standing: string) {
  return page.locator(`[data-node="${node}"][data-standing="${standing}"]`);
}

function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate<string>(`getComputedStyle(document.querySelector('${selector}')).${property}`);
}

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/content security policy|violates/i.test(message.text())) complaints.push(message.text());
  });
  return page;
}

async function openWith(path: '/system' | '/wall'): Promise<Page> {
  const page = await openPage();
  await page.goto(`${system.publicUrl}${path}?token=${system.wallToken}`);
  expect(page.url()).toBe(`${system.publicUrl}${path}`);
  await page.getByTestId(path.slice(1)).waitFor();
  return page;
}
