import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { postEvents } from '../support/beats.ts';
import { startDutySite, type DutySite } from '../support/duty-site.ts';
import { waitFor } from '../support/wait-for.ts';

/* A leader goes from the promises to a single record; a unit answers and announces a closure; both are read by the others. */

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

const unit = '00070';
const kpi = 'full_process_share';
const picturesDir = process.env['PROMISE_PICTURES'];
let site: DutySite;
let leader: Page;
let ward: Page;

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  const { system } = site;
  const kinds = ['record', 'kiosk'];
  const token = await system.createKey({ source: 'urn:six', world: 'live', kinds, assets: ['*'] });
  let sent = 0;
  const event = (type: string, asset: string, data: object, secondsAgo = 0): object => ({
    ...{ specversion: '1.0', id: `p-${(sent += 1)}`, source: 'urn:six', type, asset, data },
    time: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
  });
  // Three of six units: with fewer the city would have no figure.
  const records = [`P${unit}`, 'P00004', 'P00008'].flatMap((asset, place) =>
    Array.from({ length: 12 }, (_, nr) => {
      const isOnline = nr % (place + 2) === 0;
      const data = {
        ...{ recordId: `R${place}${nr}`, procedure: nr < 7 ? '2.000815' : '1.001193', citizenId: `00120300${nr}` },
        ...{ channel: isOnline ? 'online' : 'counter', level: isOnline ? 'full' : 'partial' },
      };
      return event('record.submitted', asset, data, 60);
    }),
  );
  const done = { recordId: 'R01', procedure: '2.000815', channel: 'counter', durationS: 90_000, onTime: false };
  const events = [
    ...[...records, event('record.step', `P${unit}`, { recordId: 'R01', step: 'thẩm định' }, 30)],
    ...[event('record.completed', `P${unit}`, done), event('kiosk.heartbeat', 'K007', { healthy: false, coversS: 60 })],
  ];
  expect(await postEvents(system.ingestUrl, token, events)).toBe(202);
  leader = await site.desk.openAs('truong', await site.makeAccount('truong', 'leader'));
  await system.ask('account.create', { name: 'phuong', role: 'unit', unit, password: 'a long enough one 7' });
  ward = await site.desk.openAs('phuong', 'a long enough one 7');
  for (const page of [leader, ward, site.desk.page]) page.setDefaultTimeout(30_000);
  await waitFor('the records to be counted and the alert to be open', async () => {
    const counted = await leader.request.get(`${system.publicUrl}/kpi.json?unit=${unit}&kpi=${kpi}`);
    const [answer] = (await counted.json()) as KpiAnswer[];
    const { rows } = await site.sql.query('SELECT FROM alerts WHERE closed_at IS NULL');
    return answer?.denominator === 12 && rows.length === 1;
  });
});
afterAll(() => site.close());

/** Looks with axe at a desk's size and a phone's, in both languages, and takes pictures where they are wanted. */
async function expectNoFaults(page: Page, name: string): Promise<void> {
  const here = page.url();
  const shapes = { desk: [1920, 1080, ''], phone: [390, 844, 'en'] } as const;
  for (const [shape, [width, height, lang]] of Object.entries(shapes)) {
    const url = new URL(here);
    if (lang !== '') url.searchParams.set('lang', lang);
    await page.setViewportSize({ width, height });
    await page.goto(url.href);
    expect(await site.desk.faultsOf(page), `${name}, ${shape}`).toEqual([]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, `${name}, ${shape}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
    if (picturesDir === undefined) continue;
    mkdirSync(picturesDir, { recursive: true });
    await page.screenshot({ path: join(picturesDir, `${name}-${shape}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(here);
}

test('a leader goes from the promises to a unit, to what keeps it down, and to single records', async () => {
  await leader.goto(`${site.system.publicUrl}/kpi`);
  const row = leader.locator(`tr[data-key^="${kpi} "]`);
  expect(await row.textContent()).toContain('36,1 %');
  await expectNoFaults(leader, 'promises');
  await row.getByRole('link').first().click();
  await leader.locator('[data-finding="2.000815"]').waitFor();
  const league = leader.locator('tbody[data-table="league"] tr');
  expect(await league.first().locator('[data-column="rank"]').textContent()).toMatch(/^\s*1\/3 · ít quá: 12/);
  expect(await league.last().locator('[data-column="rank"]').textContent()).toContain('không xếp hạng');
  const map = leader.getByRole('group', { name: /Bản đồ các đơn vị/ });
  await leader.locator('figure[data-alive="true"]').waitFor();
  await map.getByRole('link', { name: /^Hoàn Kiếm, .*50 %/ }).focus();
  await leader.locator(`[data-told-unit="${unit}"]`, { hasText: '50 %' }).waitFor();
  await leader.keyboard.press('Home');
  await leader.locator(`[data-told-unit]:not([data-told-unit="${unit}"])`).waitFor();
  await expectNoFaults(leader, 'league');
  await league.getByRole('link', { name: 'Hoàn Kiếm', exact: true }).click();
  await leader.locator('[data-rank="1"]').waitFor();
  await leader.locator('[data-table="steps"]').getByText('thẩm định').first().waitFor();
  await expectNoFaults(leader, 'unit');
  await leader.getByRole('link', { name: 'Xem từng hồ sơ' }).click();
  const records = leader.locator('tbody[data-table="records"] tr');
  await records.first().waitFor();
  expect(await records.count()).toBe(6);
  expect(await leader.content()).not.toContain('00120300');
  await expectNoFaults(leader, 'records');
});

test('an order about a figure shows it as it was when it was given, and as it is now', async () => {
  await leader.goto(`${site.system.publicUrl}/kpi/${kpi}/${unit}`);
  await leader.getByRole('link', { name: 'Giao việc', exact: true }).click();
  await leader.locator('[data-alive="true"]').waitFor();
  expect(await leader.getByLabel('Về điều gì').inputValue()).toContain('50 %');
  await leader.getByLabel(/^Rõ việc/).fill('Mở quầy hướng dẫn nộp trực tuyến');
  await leader.getByLabel(/^Rõ trách nhiệm/).fill('Chủ tịch phường');
  await leader.getByLabel(/^Rõ sản phẩm/).fill('Báo cáo một trang');
  await leader.getByRole('button', { name: 'Xem lại trước khi gửi' }).click();
  await leader.getByRole('button', { name: 'Giao việc' }).click();
  await leader.getByRole('heading', { name: /^NV-1/ }).waitFor();
  for (const side of ['then', 'now'])
    expect(await leader.locator(`[data-figure="${side}"]`).textContent()).toContain('50 %');
  await expectNoFaults(leader, 'order');
  await leader.goto(`${site.system.publicUrl}/kpi/${kpi}/${unit}`);
  await leader.locator('[data-directive="NV-1"]').waitFor();
});

test('every table leaves the page as a file', async () => {
  const of = `kpi=${kpi}&unit=${unit}`;
  const csv = await leader.request.get(`${site.system.publicUrl}/kpi/tables/records.csv?${of}`);
  expect((await csv.body()).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  for (const table of ['promises', 'others', 'offices', `league`, 'bottlenecks', 'answers', 'closures']) {
    const file = await leader.request.get(`${site.system.publicUrl}/kpi/tables/${table}.xlsx?kpi=${kpi}`);
    expect([table, file.status(), (await file.body()).subarray(0, 2).toString()]).toEqual([table, 200, 'PK']);
  }
});

test('a file is of the days that its address asks for, and for nobody who may not see them', async () => {
  const { publicUrl } = site.system;
  const day = (daysAgo: number): string =>
    new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() - daysAgo * 86_400_000);
  const league = `${publicUrl}/kpi/tables/league.csv?kpi=${kpi}`;
  const ofThen = await (await leader.request.get(`${league}&from=${day(3)}&to=${day(3)}`)).text();
  expect(ofThen).toContain(new Date(`${day(2)}T00:00:00+07:00`).toISOString());
  expect(ofThen).not.toContain('0.5,');
  expect(await (await leader.request.get(league)).text()).toContain('0.5,');
  const asked = { maxRedirects: 0, headers: { accept: 'text/html' } };
  const nobody = await fetch(league, { redirect: 'manual', headers: asked.headers });
  const { pathname, search } = new URL(league);
  expect([nobody.status, nobody.headers.get('location')]).toEqual([
    303,
    `/login?next=${encodeURIComponent(pathname + search)}`,
  ]);
  const other = await ward.request.get(league, asked);
  expect([other.status(), other.headers()['location']]).toEqual([303, '/refused']);
  expect((await ward.request.get(`${league}&unit=00004`)).status()).toBe(403);
  expect((await ward.request.get(`${league}&unit=${unit}`)).status()).toBe(200);
});

test('a unit answers a figure of days gone by from where it stands', async () => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(Date.now() - 60_000);
  await ward.goto(`${site.system.publicUrl}/kpi/${kpi}/${unit}?from=${today}&to=${today}`);
  await ward.getByRole('link', { name: 'Trả lời số liệu này' }).click();
  await ward.waitForURL(`**/unit/${unit}/answers?*from=${today}*`);
  const say = ward.locator('form[action^="?/say"]');
  expect(await say.getByLabel('Chỉ tiêu').inputValue()).toBe(kpi);
  await say.getByLabel(/^Nội dung/).fill('Hôm đó mất điện cả buổi');
  await say.getByRole('button').click();
  await ward.locator('[data-told="done"]').waitFor();
  await expectNoFaults(ward, 'dated-voice');
  const { rows } = await site.sql.query<{ from: string; days: number; value: number }>(
    `SELECT period_from::text AS from, period_to - period_from AS days, value FROM unit_answers`,
  );
  expect(rows).toEqual([{ from: today, days: 1, value: 0.5 }]);
  await leader.goto(`${site.system.publicUrl}/kpi/${kpi}?from=${today}&to=${today}`);
  const beside = leader.locator(`[data-table="league"] tr[data-key="${unit}"] [data-column="answers"]`);
  expect(await beside.textContent()).toContain('Hôm đó mất điện cả buổi');
  expect(await leader.locator('[data-rank-made]').textContent()).toContain('theo mục tiêu của bộ');
});

test('a unit answers its figure and an alert, and announces a closure, which duty accepts', async () => {
  await ward.goto(`${site.system.publicUrl}/unit/${unit}/answers`);
  const say = ward.locator('form[action^="?/say"]');
  await say.getByLabel('Chỉ tiêu').selectOption(kpi);
  await say.getByLabel('Đây là').selectOption('own_fault');
  await say.getByLabel(/^Nội dung/).fill('Máy quét ở quầy 2 hỏng ba ngày <script>alert(1)</script>');
  await say.getByRole('button').click();
  await ward.locator('[data-told="done"]').waitFor();
  const alert = ward.locator('form[action^="?/alert"]');
  await alert.getByLabel(/^Nội dung/).fill('Đã gọi thợ');
  await alert.getByRole('button').click();
  await ward.locator('[data-told="done"]').waitFor();
  await ward.locator('[data-act="answered"]', { hasText: 'Đã gọi thợ' }).waitFor();
  const announce = ward.locator('form[action^="?/announce"]');
  await announce.getByLabel('Kiosk K007').check();
  await announce.getByLabel('Từ', { exact: true }).fill('2099-01-05T08:00');
  await announce.getByLabel('Đến trước').fill('2099-01-06T08:00');
  await announce.getByLabel('Vì sao').fill('Sửa điện');
  await announce.getByRole('button').click();
  await ward.locator('[data-told="done"]').waitFor();
  await ward.locator('[data-closure][data-state="proposed"]').waitFor();
  await expectNoFaults(ward, 'voice');

  const { page } = site.desk;
  await site.desk.open('/kpi/answers');
  await page.locator('form[action^="?/accept"]').getByRole('button').click();
  await page.locator('[data-told="done"]').waitFor();
  await page.locator('[data-closure][data-state="accepted"]').waitFor();
  await expectNoFaults(page, 'answers');
  const { rows } = await site.sql.query<{ scope: object; reason: string }>(
    'SELECT scope, reason FROM maintenance_windows',
  );
  expect(rows).toEqual([{ scope: { assets: ['K007'] }, reason: `${unit}: Sửa điện` }]);
  const { rows: trail } = await site.sql.query<{ verb: string; actor: string }>(
    `SELECT verb, actor FROM audit WHERE verb ~ '^(answer|closure|alert)[.]' ORDER BY seq`,
  );
  expect(trail.map(({ verb, actor }) => `${actor} ${verb}`)).toEqual([
    ...['account:phuong answer.give', 'account:phuong answer.give'],
    ...['account:phuong alert.answer', 'account:phuong closure.propose'],
    'account:lan closure.accept',
  ]);

  await leader.goto(`${site.system.publicUrl}/kpi/${kpi}`);
  const said = leader.locator('tbody[data-table="answers"] tr');
  expect(await said.first().textContent()).toMatch(/nhận lỗi của mình.*Máy quét ở quầy 2 hỏng/);
  expect(await leader.locator('form[action^="?/accept"]').count()).toBe(0);
});

test('a unit sees itself alone, and nobody speaks in its place', async () => {
  const { publicUrl } = site.system;
  const headers = { accept: 'application/json' };
  for (const path of ['/kpi', `/kpi/${kpi}`, `/kpi/${kpi}/00004`, '/unit/00004/answers', '/kpi/answers']) {
    expect([path, (await ward.request.get(`${publicUrl}${path}`, { headers })).status()]).toEqual([path, 403]);
  }
  expect((await ward.request.get(`${publicUrl}/kpi/${kpi}/${unit}`)).status()).toBe(200);
  const form = { nonce: 'a-nonce-of-mine', kpi, kind: 'note', text: 'mine' };
  const sent = await leader.request.post(`${publicUrl}/unit/${unit}/answers?/say`, {
    headers: { origin: publicUrl },
    form,
  });
  expect(sent.status()).toBe(403);
  expect(site.desk.complaints).toEqual([]);
});
