import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import readWorkbookFile from 'read-excel-file/node';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { postEvents } from '../support/beats.ts';
import { startDutySite, type DutySite } from '../support/duty-site.ts';
import { waitFor } from '../support/wait-for.ts';

/* One unit, one asset, one source on their pages, and the search that leads to them: in a browser, on real servers. */

const rules = `
rules:
  - id: kiosk-unwell
    name: { vi: Kiosk hỏng, en: Kiosk out of order }
    priority: P3
    scope: { kind: kiosk }
    when: { kind: state, field: heartbeat, path: healthy, op: '=', value: false }
    owner: GD-TTPVHCC
    action: { vi: Giao kỹ thuật., en: Send a technician. }
`;

const picturesDir = process.env['LEVEL_PICTURES'];
const minute = 60_000;
let site: DutySite;
let page: Page;
let token = '';
let sentMs = 0;
let sent = 0;

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  const kinds = ['kiosk', 'ticket', 'counter', 'parking'];
  token = await site.system.createKey({ source: 'urn:six', world: 'live', kinds, assets: ['*'] });
  ({ page } = site.desk);
  page.setDefaultTimeout(30_000);
  sentMs = Date.now();
  const ago = (minutes: number) => sentMs - minutes * minute;
  await send(
    // It was alive until four minutes ago; its neighbour is alive, and a third one says that it is not well.
    ...[12, 11, 10, 9, 8, 7, 6, 5, 4].map((minutes) => anEvent('kiosk.heartbeat', 'K001', ago(minutes), beat(true))),
    ...[2, 1, 0].map((minutes) => anEvent('kiosk.heartbeat', 'K002', ago(minutes), beat(true))),
    ...[3, 2, 1, 0].map((minutes) => anEvent('kiosk.heartbeat', 'K003', ago(minutes), beat(false))),
    anEvent('ticket.issued', 'P00004', ago(3), { ticketId: 't-9987', channel: 'kiosk', phone: '0912345678' }),
    anEvent('parking.occupancy', 'B001', ago(2), { occupied: 7, capacity: 20 }),
  );
});
afterAll(() => site.close());

const beat = (healthy: boolean) => ({ healthy, coversS: 60 });

function anEvent(type: string, asset: string, atMs: number, data: object) {
  const event = { specversion: '1.0', id: `l-${(sent += 1)}`, source: 'urn:six', type, asset };
  return { ...event, time: new Date(atMs).toISOString(), data };
}

async function send(...events: object[]): Promise<void> {
  expect(await postEvents(site.system.ingestUrl, token, events)).toBe(202);
}

/** Opens a page until it says what is awaited: what was sent is on its way. */
async function openUntil(what: string, path: string, isThere: () => Promise<boolean>): Promise<void> {
  await waitFor(what, async () => {
    await site.desk.open(path);
    return isThere();
  });
}

/** Looks with axe: in Vietnamese at a desk, in English on a phone. */
async function expectNoFaults(name: string, path: string): Promise<void> {
  const looks = [
    { language: 'vi', width: 1920, height: 1080 },
    { language: 'en', width: 390, height: 844 },
  ] as const;
  for (const { language, width, height } of looks) {
    await page.setViewportSize({ width, height });
    await site.desk.open(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
    expect(await site.desk.faults(), `${name}, ${language}`).toEqual([]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, `${name}, ${language}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
    if (picturesDir === undefined) continue;
    mkdirSync(picturesDir, { recursive: true });
    await page.screenshot({ path: join(picturesDir, `${name}-${language}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

const codesOnPage = async (): Promise<string[]> =>
  (await page.locator('tbody[data-table="assets"] tr th').allTextContents()).map((text) => text.trim());
const stateOf = async (): Promise<string | null> => page.locator('dl[data-state]').getAttribute('data-state');

test('a kiosk that fell silent says so on its page, and is alive again when it is', async () => {
  await openUntil('the page to know the kiosk', '/asset/K001', async () => (await stateOf()) === 'stale');
  const strip = page.locator('[data-strip]');
  expect(await strip.getAttribute('data-strip')).toBe('gap');
  expect(await strip.getByRole('img').getAttribute('aria-label')).toMatch(/hiện giờ: mất nhịp$/);
  const told = (await page.locator('[data-time="reported"]').textContent()) ?? '';
  const silentMinutes = Number(/cách đây (\d+) phút/.exec(told)?.[1]);
  // Four, and as many as went by until the page said so.
  expect(silentMinutes).toBeGreaterThanOrEqual(4);
  expect(silentMinutes).toBeLessThanOrEqual(4 + Math.floor((Date.now() - sentMs) / minute));
  expect(await page.locator('[data-time="changed"]').textContent()).toContain('không đổi ít nhất từ');
  expect(await page.getByTestId('responsible').textContent()).toContain('Chủ tịch UBND phường Ba Đình');
  expect(await page.locator('tbody[data-table="events"] tr').count()).toBe(9);
  await page.getByRole('img', { name: /K001, Ba Đình/ }).waitFor();
  await send(anEvent('kiosk.heartbeat', 'K001', Date.now(), beat(true)));
  await openUntil('the kiosk to be alive', '/asset/K001', async () => (await stateOf()) === 'normal');
  expect(await strip.getAttribute('data-strip')).toBe('well');
  expect(site.desk.complaints).toEqual([]);
});

test('a unit shows its assets with what wants a look first, its events without anybody’s data', async () => {
  await openUntil('what was counted', '/unit/00004', async () => {
    return (await page.locator('figure[data-chart="tickets"]').textContent())?.includes('1/24') === true;
  });
  await page.getByRole('heading', { name: /^Ba Đình/ }).waitFor();
  const rows = page.locator('tbody[data-table="assets"] tr');
  expect(await rows.count()).toBe(4);
  expect((await codesOnPage()).toSorted()).toEqual(['B001', 'K001', 'K002', 'P00004']);
  const events = page.locator('tbody[data-table="events"]');
  const what = events.locator('tr', { hasText: 'lấy số' }).locator('[data-column="what"]');
  expect((await what.textContent())?.trim()).toBe('channel: kiosk');
  expect(await page.content()).not.toMatch(/t-9987|0912345678/);
  await expectNoFaults('unit', '/unit/00004');
});

test('a fault is an incident on the pages of its asset and its unit, and leads back to them', async () => {
  const incident = page.locator('tbody[data-table="incidents"] tr');
  // It still says so, however long the tests before took.
  await send(anEvent('kiosk.heartbeat', 'K003', Date.now(), beat(false)));
  const strip = page.locator('[data-strip="unwell"]');
  await openUntil(
    'the incident',
    '/asset/K003',
    async () => (await incident.count()) === 1 && (await strip.count()) === 1,
  );
  expect(await page.locator('tbody[data-table="alerts"] tr').count()).toBe(1);
  await expectNoFaults('asset', '/asset/K003');
  await site.desk.open('/unit/00008');
  await incident.getByRole('link').click();
  await page.waitForURL('**/incident/*');
  await page.locator('dl.facts').getByRole('link', { name: 'K003' }).click();
  await page.waitForURL('**/asset/K003**');
});

test('a table leaves the page as it is, as CSV and as a workbook', async () => {
  await site.desk.open('/unit/00004');
  const onPage = await codesOnPage();
  const get = async (file: string) => {
    const answer = await page.request.get(`${site.system.publicUrl}/unit/00004/${file}`);
    expect(answer.status()).toBe(200);
    return answer;
  };
  const csv = await (await get('assets.csv')).text();
  expect(csv.startsWith('\uFEFFVọng Lâu')).toBe(true);
  const lines = csv.trim().split('\r\n');
  expect(lines[3]).toMatch(/^Mã,Loại,Tên,Trạng thái,Nhịp báo,Báo lần cuối \(ISO 8601\)/);
  expect(lines.slice(4).map((line) => line.split(',')[0])).toEqual(onPage);
  const [sheet] = await readWorkbookFile(await (await get('assets.xlsx')).body());
  expect(sheet?.data.slice(4).map(([code]) => code)).toEqual(onPage);
  await get('series.xlsx');
  expect((await page.request.get(`${site.system.publicUrl}/unit/00004/nothing.csv`)).status()).toBe(404);
});

test('the search is opened by /, finds by other spellings and without marks, and goes there by keyboard', async () => {
  await site.desk.open('/incidents');
  const field = page.locator('dialog').getByRole('combobox');
  await waitFor('the page to be alive', async () => {
    await page.keyboard.press('/');
    return (await field.count()) === 1;
  });
  const said = page.getByTestId('search-said');
  await page.keyboard.type('kiot');
  await page.locator('[data-find="asset K001"]').waitFor();
  expect(await said.textContent()).toMatch(/12/);
  await field.fill('tay ho');
  await page.locator('[data-find="unit 00103"]').waitFor();
  await page.keyboard.press('ArrowDown');
  const chosen = await field.getAttribute('aria-activedescendant');
  expect(await page.locator('[aria-selected="true"]').getAttribute('id')).toBe(chosen);
  expect(await site.desk.faults()).toEqual([]);
  if (picturesDir !== undefined) await page.screenshot({ path: join(picturesDir, 'search-dialog.png') });
  await page.keyboard.press('Enter');
  await page.waitForURL('**/unit/00103**');
  await expectNoFaults('search', '/search?q=ba+dinh');
  expect(await page.locator('[data-find="unit 00004"]').count()).toBe(1);
});

test('a source tells its hours, its lag and what stands behind it', async () => {
  await send(anEvent('kiosk.heartbeat', 'K002', Date.now(), beat(true)));
  const fresh = page.locator('dd[data-state="fresh"]');
  await openUntil('the source to be fresh', '/source/urn%3Asix', async () => (await fresh.count()) > 0);
  expect(await page.locator('figure[data-chart="sourceEvents"]').textContent()).toMatch(/[12]\/24/);
  expect(await page.locator('tbody[data-table="assets"] tr', { hasText: 'K003' }).count()).toBe(1);
  await expectNoFaults('source', '/source/urn%3Asix');
});

test('all units and all assets are listed, what wants a look first, and filtered', async () => {
  await site.desk.open('/unit');
  expect(await page.locator('tbody[data-table="units"] tr').count()).toBe(6);
  expect(await page.locator('tbody[data-table="units"] tr').first().locator('th').textContent()).toMatch(/Ngọc Hà/);
  expect(await site.desk.faults()).toEqual([]);
  await site.desk.open('/asset?kind=kiosk&unit=00004');
  expect((await codesOnPage()).toSorted()).toEqual(['K001', 'K002']);
  expect(await site.desk.faults()).toEqual([]);
  const csv = await page.request.get(`${site.system.publicUrl}/asset/assets.csv?kind=kiosk`);
  expect((await csv.text()).trim().split('\r\n')).toHaveLength(4 + 12);
});

test('an account of a unit sees its own unit and what is in it, and is refused another', async () => {
  const body = { name: 'phuong', role: 'unit', unit: '00004' };
  const { password = '' } = await site.system.ask<AccountSet>('account.create', body);
  const own = await site.desk.openAs('phuong', password);
  const statusOf = async (path: string): Promise<number> =>
    (await own.request.get(`${site.system.publicUrl}${path}`)).status();
  expect(await statusOf('/unit/00004')).toBe(200);
  expect(await statusOf('/asset/K001')).toBe(200);
  expect(await statusOf('/asset/K001/strip.csv')).toBe(200);
  for (const other of [
    '/unit/00008',
    '/unit/00008/assets.csv',
    '/asset/K003',
    '/asset/K003/strip.csv',
    '/source/urn%3Asix',
  ])
    expect(await statusOf(other), other).toBe(403);
  const answer = await own.request.get(`${site.system.publicUrl}/search/find.json?q=kiosk`);
  const { finds } = (await answer.json()) as { finds: { code: string }[] };
  expect(finds.map(({ code }) => code)).toEqual(['K001', 'K002']);
  await own.goto(`${site.system.publicUrl}/unit/00004`);
  await own.getByText('Số điện thoại chỉ hiện cho người trực.').waitFor();
  await own.context().close();
});
