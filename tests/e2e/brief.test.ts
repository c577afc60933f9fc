import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextDay } from '#shared/time/next-day.ts';
import type { BriefIssued } from '#shared/wire/brief-commands.ts';
import { postEvents } from '../support/beats.ts';
import { startDutySite, type DutySite } from '../support/duty-site.ts';
import { waitFor } from '../support/wait-for.ts';

/* A brief from its events to the page, the paper, the workbook, and the summary of one incident, in a browser, on real servers. */

const rules = `
rules:
  - id: system-down
    name: { vi: Hệ thống kết nối không trả lời, en: Connected system does not answer }
    priority: P1
    scope: { kind: system }
    when: { kind: state, field: link, path: ok, op: '=', value: false }
    owner: GD-VP
    labels: [online]
    action: { vi: Gọi đầu mối của hệ thống., en: Call the contact of the system. }
`;

/** Five of the six units report: enough for a figure, too few not to say so. */
const points = ['P00004', 'P00008', 'P00025', 'P00070', 'P00082'];
const picturesDir = process.env['BRIEF_PICTURES'];
let site: DutySite;
let page: Page;
let brief: BriefIssued;

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  const { system, sql } = site;
  const token = await system.createKey({
    source: 'urn:six',
    world: 'live',
    kinds: ['link', 'record', 'feedback'],
    assets: ['*'],
  });
  await system.createKey({ source: 'urn:quiet', world: 'live', kinds: ['kiosk'], assets: ['K*'] });
  const time = new Date().toISOString();
  const one = (id: string, type: string, asset: string, data: object) => ({
    ...{ specversion: '1.0', id, source: 'urn:six' },
    ...{ type, asset, time, data },
  });
  const records = Array.from({ length: 30 }, (_, n) => {
    const level = n % 3 === 0 ? 'full' : 'partial';
    return one(`r-${n}`, 'record.submitted', points[n % points.length] ?? '', {
      recordId: `h-${n}`,
      procedure: '2.000815',
      channel: 'online',
      level,
    });
  });
  const down = one('l-1', 'link.checked', 'S-DVCQG', { ok: false, coversS: 60 });
  expect(await postEvents(system.ingestUrl, token, [...records, down])).toBe(202);
  await waitFor('the events to be counted and the incident to be opened', async () => {
    const { rows } = await sql.query<{ n: string; i: string }>(
      `SELECT (SELECT count(*) FROM events WHERE type = 'record.submitted') AS n, (SELECT count(*) FROM incidents) AS i`,
    );
    return rows[0]?.n === '30' && Number(rows[0].i) > 0;
  });
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date(time));
  await system.ask('answer.give', {
    ...{ world: 'live', unit: '00004', kpi: 'full_process_share', kind: 'own_fault' },
    ...{ text: 'Máy quét hỏng <b>cả sáng</b>', days: { from: date, to: nextDay(date) } },
  });
  brief = await system.ask<BriefIssued>('brief.issue', { period: 'day', date });
  page = await site.desk.openAs('lanh-dao', await site.makeAccount('lanh-dao', 'leader'));
  page.setDefaultTimeout(30_000);
});
afterAll(() => site.close());

/** Looks with axe at a desk and on a phone, and takes pictures where they are asked for. */
async function expectNoFaults(name: string): Promise<void> {
  const shapes = { desk: [1920, 1080], phone: [390, 844] } as const;
  for (const [shape, [width, height]] of Object.entries(shapes)) {
    await page.setViewportSize({ width, height });
    expect(await site.desk.faultsOf(page), `${name}, ${shape}`).toEqual([]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, `${name}, ${shape}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
    if (picturesDir === undefined) continue;
    mkdirSync(picturesDir, { recursive: true });
    await page.screenshot({ path: join(picturesDir, `${name}-${shape}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function go(path: string): Promise<void> {
  await page.goto(`${site.system.publicUrl}${path}`);
}

test('the list leads to the brief, whose first screen says what happened, what is at risk, what to decide', async () => {
  await go('/brief');
  await expectNoFaults('briefs');
  await page.locator(`tr[data-brief="${brief.id}"] a`).click();
  await page.waitForURL(`**/brief/${brief.id}`);
  await page.locator('[data-sentence="happened"]').waitFor();
  expect(await page.locator('[data-sentence]').count()).toBe(3);
  expect(await page.locator('[data-sentence="happened"]').textContent()).toContain('1 sự cố (1 P1)');
  expect(await page.locator('[data-sentence="atRisk"]').textContent()).toContain('1 nguồn không gửi gì');
  const row = page.locator('tr[data-kpi="full_process_share"]').first();
  const text = ((await row.textContent()) ?? '').replaceAll('\u00a0', ' ');
  for (const said of ['33,3 %', '≥ 70 %', 'thiếu 36,7 điểm %', '5/6', 'thấp']) expect(text).toContain(said);
  const answers = page.locator('tr[data-answers="full_process_share"]');
  expect(await answers.locator('[data-answer]').count()).toBe(1);
  expect(await answers.textContent()).toMatch(/nhận lỗi của mình.*Máy quét hỏng <b>cả sáng<\/b>/s);
  expect(await page.locator('.frozen').textContent()).toContain(brief.hash);
  await expectNoFaults('brief');
  await go(`/brief/${brief.id}?lang=en`);
  await page.getByText('What needs a decision').waitFor();
  expect(await site.desk.faultsOf(page)).toEqual([]);
});

test('a figure leads to the same figure of the same days, to the unit and its records, and back to the present', async () => {
  await go(`/brief/${brief.id}`);
  await page.locator('tr[data-kpi="full_process_share"] a').first().click();
  const span = page.locator('[data-span]');
  await span.waitFor();
  expect(await page.locator('[data-figure=""] .big').textContent()).toMatch(/33,3\s%/);
  await expectNoFaults('brief-figure');
  await page.locator('tbody[data-table="league"] tr').first().getByRole('link').first().click();
  await page.waitForURL('**/kpi/full_process_share/*from=*');
  await span.waitFor();
  await page.getByRole('link', { name: 'Xem từng hồ sơ' }).click();
  await page.waitForURL('**/records?*from=*');
  await page.locator('tbody[data-table="records"] tr').first().waitFor();
  await page.getByRole('link', { name: 'Xem hiện nay' }).click();
  await page.waitForURL((url) => url.pathname.endsWith('/records') && !url.searchParams.has('from'));
  await go(`/brief/${brief.id}`);
  expect(await page.locator('a[href*="/duty/log?"]').count()).toBeGreaterThan(0);
  // A leader may not open a source: its name is text.
  expect(await page.locator('[data-silent-source="urn:quiet"] a').count()).toBe(0);
});

test('a figure of the alarms leads to exactly the alerts it counts, on the page and in its file', async () => {
  await go(`/brief/${brief.id}`);
  await page.locator('[data-alarm="rule system-down"]', { hasText: ': 1' }).click();
  await page.waitForURL(`**/brief/${brief.id}/alerts?*rule=system-down*`);
  const rows = page.locator('tbody[data-table="alerts"] tr[data-key]');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(1);
  expect(await rows.first().textContent()).toContain('S-DVCQG');
  await expectNoFaults('brief-alerts');
  const file = await page.request.get(page.url().replace('/alerts?', '/alerts.csv?'));
  expect((await file.text()).split('\r\n').filter((line) => line.includes('S-DVCQG'))).toHaveLength(1);
  await rows.first().locator('[data-column="told"] a').click();
  await page.waitForURL('**/duty/log?*');
  await page.getByTestId('log').getByText('S-DVCQG').first().waitFor();
});

test('the paper is a PDF of whole pages, and without a script or anything from elsewhere', async () => {
  const { publicUrl } = site.system;
  const printed = await page.request.get(`${publicUrl}/brief/${brief.id}/brief.pdf`);
  expect([printed.status(), printed.headers()['content-type']]).toEqual([200, 'application/pdf']);
  const pdf = await printed.body();
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g) ?? [];
  expect(pages.length).toBeGreaterThanOrEqual(2);
  expect(pages.length).toBeLessThan(8);
  await go(`/brief/${brief.id}/print`);
  await page.getByText('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').waitFor();
  expect(await site.desk.faultsOf(page)).toEqual([]);
  if (picturesDir !== undefined) writeFileSync(join(picturesDir, 'brief.pdf'), pdf);
});

test('the workbook opens, with figures as numbers', async () => {
  const answer = await page.request.get(`${site.system.publicUrl}/brief/${brief.id}/brief.xlsx`);
  const sheets = await readWorkbook(await answer.body());
  expect(sheets.map(({ sheet }) => sheet)).toEqual([
    'Tóm tắt',
    'Chỉ tiêu',
    'Diễn biến',
    'Giải thích',
    'Sự cố',
    'Cảnh báo',
    'Việc',
    'Nguồn',
  ]);
  const rows = sheets[1]?.data ?? [];
  expect(rows.find(([name]) => name === 'Hồ sơ trực tuyến toàn trình')?.slice(3, 6)).toEqual([1 / 3, 10, 30]);
});

test('an incident is summed up on a page to print, and a lesson is noted there', async () => {
  await go(`/brief/${brief.id}`);
  await page.locator('tr[data-incident] a').first().click();
  await page.waitForURL('**/incident/*/brief');
  await page.getByTestId('citizens').waitFor();
  expect(await page.getByTestId('citizens').textContent()).toContain('không rõ');
  expect(await page.locator('tr[data-alert][data-cause="true"]').count()).toBe(1);
  await expectNoFaults('incident-brief');
  const { pathname } = new URL(page.url());
  await site.desk.open(pathname);
  const officer = site.desk.page;
  await officer.locator('form[action^="?/lesson"] textarea').fill('Cần đường kết nối dự phòng');
  await officer.locator('form[action^="?/lesson"]').getByRole('button').click();
  await officer.locator('#told[data-told="done"]').waitFor();
  expect(await officer.getByTestId('lessons').textContent()).toContain('Cần đường kết nối dự phòng');
  expect(site.desk.complaints).toEqual([]);
});

test('who may only look is offered nothing to issue', async () => {
  const viewer = await site.desk.openAs('xem', await site.makeAccount('xem', 'viewer'));
  await viewer.goto(`${site.system.publicUrl}/brief`);
  await viewer.locator(`tr[data-brief="${brief.id}"]`).waitFor();
  expect(await viewer.locator('main form').count()).toBe(0);
});
