import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listRules } from '#shared/store/list-rules.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { makePackWithRules } from '../support/pack-with-rules.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let database: TestDatabase;
let pack: Awaited<ReturnType<typeof makePackWithRules>>;
let system: System;
let desk: Desk;
let sql: pg.Client;
let token: string;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  [database, pack] = await Promise.all([createTestDatabase(), makePackWithRules()]);
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    packDir: pack.packDir,
    processes: ['office', 'writer', 'ingest', 'duty', 'display'],
  });
  sql = new pg.Client({ connectionString: database.databaseUrl });
  await sql.connect();
  desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
  const key = { source: 'urn:probe', world: 'live', kinds: ['link'], assets: ['*'] };
  token = await system.createKey(key);
  await check(true);
});

afterAll(async () => {
  await desk.close();
  await sql.end();
  await system.stop();
  await Promise.all([database.drop(), pack.remove()]);
});

/** A probe finds a connected system well, or not. */
async function check(ok: boolean): Promise<void> {
  const time = new Date().toISOString();
  const event = { specversion: '1.0', id: `check-${time}`, source: 'urn:probe', type: 'link.checked', time };
  const answer = await fetch(`${system.ingestUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...event, asset: 'S-DVCQG', data: { ok, coversS: 60 } }),
  });
  expect(answer.status).toBeLessThan(300);
}

const editor = () => desk.page.locator('form[action^="?/test"]');
const write = async (from: RegExp, to: string): Promise<void> => {
  const area = editor().locator('textarea');
  await area.fill((await area.inputValue()).replace(from, to));
};

test('the list shows every rule in words, with what was tried of it', async () => {
  await desk.open('/admin/rules');
  expect(await desk.page.locator('tr[data-rule]').count()).toBe((await listRules(sql)).rules.length);
  const row = desk.page.locator('tr[data-rule="system-down"]');
  await row.getByText('link.ok của một hệ thống kết nối là không').waitFor();
  await row.getByText('chưa thử').waitFor();
});

test('a mistake is told by its line while one writes', async () => {
  await desk.open('/admin/rules/system-down');
  await write(/priority: P1/, 'priority: P7');
  await desk.page.locator('[data-checked="faults"]').waitFor();
  expect(await desk.page.locator('#checked li').allTextContents()).toEqual([
    expect.stringMatching(/dòng 5\s+priority/),
  ]);
  await write(/priority: P7/, 'priority: P1');
  await desk.page.locator('[data-checked="ok"]').getByText('P1: gọi khi link.ok').waitFor();
});

test('a changed threshold is not saved before it was tried; then it is, and calls', async () => {
  await write(/forS: 330/, 'forS: 2');
  await editor().getByLabel('Lý do').fill('thử ngưỡng');
  await editor().getByRole('button', { name: 'Lưu quy tắc' }).click();
  await desk.answered();
  expect(await desk.page.locator('#told').getAttribute('data-told')).toBe('conflict');
  await desk.page.getByText('chưa được thử trên những ngày đã qua').waitFor();
  expect((await listRules(sql)).rules.find(({ id }) => id === 'system-down')?.forS).toBe(330);

  await editor().getByLabel('Số ngày').fill('1');
  await editor().getByRole('button', { name: 'Thử' }).click();
  await desk.page.locator('[data-test="done"] [data-back-test]').waitFor({ timeout: 60_000 });
  expect(await desk.page.locator('[data-announced]').textContent()).toContain('0');
  await desk.page.locator('[data-tried="true"]').waitFor();
  expect(await editor().locator('textarea').inputValue()).toContain('forS: 2');

  await editor().getByLabel('Lý do').fill('thử ngưỡng');
  await editor().getByRole('button', { name: 'Lưu quy tắc' }).click();
  await desk.answered();
  expect(await desk.page.locator('#told').getAttribute('data-told')).toBe('done');
  expect((await listRules(sql)).rules.find(({ id }) => id === 'system-down')?.forS).toBe(2);

  await check(false);
  // By the rule as the folder has it nobody would be called for minutes.
  await waitFor('the duty process to judge by the new rule', async () => {
    const { rowCount } = await sql.query(`SELECT FROM alerts WHERE rule = 'system-down' AND closed_at IS NULL`);
    return rowCount === 1;
  });
});

test('a rule that is switched off asks no more, and its alert ends', async () => {
  await desk.open('/admin/rules/system-down');
  await desk.act('off', 'tạm dừng', 'system-down');
  await waitFor('the alert to end with its rule', async () => {
    const { rowCount } = await sql.query(`SELECT FROM alerts WHERE rule = 'system-down' AND closed_at IS NULL`);
    return rowCount === 0;
  });
});

test('no page has a fault of accessibility or is wider than its window, in both languages, on a phone, enlarged', async () => {
  for (const path of ['/admin/rules', '/admin/rules/system-down', '/admin/rules/new']) {
    for (const [query, width, height] of [
      ['', 1920, 1080],
      ['', 640, 360],
      ['?lang=en', 390, 844],
    ] as const) {
      await desk.page.setViewportSize({ width, height });
      await desk.open(`${path}${query}`);
      expect(await desk.faults(), `${path}${query} ${width}`).toEqual([]);
      const wider = await desk.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect(wider, `${path}${query} ${width}`).toBe(0);
    }
  }
});

test('whoever only looks at screens sees none of it, and no page broke its own policy', async () => {
  await system.ask('account.create', { name: 'zoe', role: 'viewer', password: 'a long enough one 7' });
  const viewer = await desk.openAs('zoe', 'a long enough one 7');
  expect((await viewer.request.get(`${system.publicUrl}/admin/rules`)).status()).toBe(403);
  await viewer.context().close();
  expect(desk.complaints).toEqual([]);
  expect(desk.strangers).toEqual([]);
});
