import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { postEvents } from '../support/beats.ts';
import { startDutySite, type DutySite } from '../support/duty-site.ts';
import { waitFor } from '../support/wait-for.ts';

/* Incidents on their pages, in a browser, on real servers: found, opened, acted on, exported, and looked at without a database. */

const rules = `
rules:
  - id: system-down
    name: { vi: Hệ thống kết nối không trả lời, en: Connected system does not answer }
    priority: P1
    scope: { kind: system }
    when: { kind: state, field: link, path: ok, op: '=', value: false }
    runbook: system-down
    owner: GD-VP
    labels: [online]
    action: { vi: Gọi đầu mối của hệ thống., en: Call the contact of the system. }
  - id: kiosk-unwell
    name: { vi: Kiosk hỏng, en: Kiosk out of order }
    priority: P3
    scope: { kind: kiosk }
    when: { kind: state, field: heartbeat, path: healthy, op: '=', value: false }
    owner: GD-TTPVHCC
    action: { vi: Giao kỹ thuật., en: Send a technician. }
`;

const picturesDir = process.env['INCIDENT_PICTURES'];
let site: DutySite;
let page: Page;
let token = '';
let sent = 0;

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  token = await site.system.createKey({ source: 'urn:six', world: 'live', kinds: ['link', 'kiosk'], assets: ['*'] });
  ({ page } = site.desk);
  page.setDefaultTimeout(30_000);
});
afterAll(() => site.close());

async function send(type: string, asset: string, data: object): Promise<void> {
  const event = { specversion: '1.0', id: `i-${(sent += 1)}`, source: 'urn:six', type, asset };
  const status = await postEvents(site.system.ingestUrl, token, [{ ...event, time: new Date().toISOString(), data }]);
  expect(status).toBe(202);
}

/** Looks with axe, and takes pictures, as a desk shows it, at twice the size and on a phone. */
async function expectNoFaults(name: string): Promise<void> {
  const shapes = { desk: [1920, 1080], twice: [960, 540], phone: [390, 844] } as const;
  for (const [shape, [width, height]] of Object.entries(shapes)) {
    await page.setViewportSize({ width, height });
    expect(await site.desk.faults(), `${name}, ${shape}`).toEqual([]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, `${name}, ${shape}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
    if (picturesDir === undefined) continue;
    mkdirSync(picturesDir, { recursive: true });
    await page.screenshot({ path: join(picturesDir, `${name}-${shape}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

async function told(): Promise<string> {
  await page.locator('#told:focus').waitFor();
  expect(await page.locator('#told').getAttribute('data-told')).toBe('done');
  return (await page.locator('#told').textContent()) ?? '';
}

test('a call from a ward is an incident after two fields, and whoever opens it has it', async () => {
  await site.desk.open('/incidents?open=1');
  await page.getByLabel(/^Ở đâu/).fill('Tây Hồ');
  await page.getByLabel('Chuyện gì').fill('Cây đổ chắn lối vào điểm phục vụ');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/incident/*');
  await page.getByRole('heading', { name: /^SC-\d+ Cây đổ/ }).waitFor();
  expect(await page.locator('dd[data-state]').getAttribute('data-state')).toBe('acknowledged');
  await page.getByRole('img', { name: /Tây Hồ/ }).waitFor();
});

test('what rules find is one incident with its cause on top; it is worked on to the end', async () => {
  await send('link.checked', 'S-DVCQG', { ok: false, coversS: 60 });
  for (const asset of ['K001', 'K005', 'K009']) await send('kiosk.heartbeat', asset, { healthy: false, coversS: 60 });
  const row = page.locator('tr[data-incident]', { hasText: 'Cổng Dịch vụ công quốc gia' });
  await waitFor('the incident to be listed with its kiosks', async () => {
    await site.desk.open('/incidents?state=open');
    return (await row.count()) === 1 && ((await row.textContent()) ?? '').includes('3 kiosk');
  });
  await expectNoFaults('incidents');
  await row.getByRole('link', { name: /^SC-/ }).click();
  await page.waitForURL('**/incident/*');
  const chain = page.locator('tr[data-alert]');
  await chain.nth(3).waitFor();
  expect(await chain.count()).toBe(4);
  expect(await chain.first().getAttribute('data-cause')).toBe('true');
  expect(await chain.first().textContent()).toContain('Hệ thống kết nối không trả lời');
  await page.getByText(/dịch vụ trực tuyến đang gián đoạn/).waitFor();

  await page.locator('form[action^="?/acknowledge"]').getByRole('button').click();
  expect(await told()).toMatch(/Đã nhận SC-\d+/);
  await page.locator('form[action^="?/undo"]').getByRole('button').click();
  expect(await told()).toMatch(/Đã hoàn tác/);
  await page.locator('form[action^="?/start"]').getByRole('button').click();
  await told();
  await page.locator('[data-advice="say:"]').getByRole('button').click();
  await told();
  await page.locator('form[action^="?/wait"]').getByLabel('Chờ ai hay gì').fill('Văn phòng Chính phủ');
  await page.locator('form[action^="?/wait"]').getByRole('button').click();
  expect(await told()).toContain('đồng hồ dừng');
  await page.locator('form[action^="?/note"] textarea').fill('Hẹn 15 phút <script>alert(1)</script>');
  await page.locator('form[action^="?/note"]').getByRole('button').click();
  await told();
  await page.locator('summary', { hasText: 'Giao việc' }).click();
  await page.locator('form[action="?/task"]').getByLabel('Việc gì').fill('Báo các điểm nhận giấy');
  await page.locator('form[action="?/task"]').getByRole('button').click();
  await told();
  await page.locator('[data-testid="timeline"] li').nth(9).waitFor();
  expect(site.desk.complaints).toEqual([]);
  await expectNoFaults('incident');
});

test('the same is read in English, and on paper', async () => {
  const { pathname } = new URL(page.url());
  await site.desk.open(`${pathname}?lang=en`);
  await page.getByText('Alerts, the cause on top').waitFor();
  await page.getByText('follows from the cause').first().waitFor();
  expect(await site.desk.faults()).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('main form').filter({ visible: true }).count()).toBeLessThanOrEqual(1);
  expect(await page.locator('button').filter({ visible: true }).count()).toBe(0);
  await page.getByText(/Printed from/).waitFor();
  if (picturesDir !== undefined) await page.screenshot({ path: join(picturesDir, 'paper.png'), fullPage: true });
  await page.emulateMedia({ media: null });
  await site.desk.open('/incidents?lang=en');
  expect(await site.desk.faults()).toEqual([]);
  await site.desk.open(pathname);
});

test('an alert leads to what to do about it, in both languages', async () => {
  const { pathname } = new URL(page.url());
  const link = page
    .locator('tr[data-alert]')
    .first()
    .getByRole('link', { name: /^Quy trình/ });
  await site.desk.open((await link.getAttribute('href')) ?? '');
  await page.getByRole('heading', { name: 'Làm ngay' }).waitFor();
  await expectNoFaults('runbook');
  await site.desk.open('/runbook/system-down?lang=en');
  await page.getByRole('heading', { name: 'Check first' }).waitFor();
  expect(await site.desk.faults()).toEqual([]);
  expect((await page.request.get(`${site.system.publicUrl}/runbook/of-nothing`)).status()).toBe(404);
  await site.desk.open(pathname);
});

test('a file is kept, and comes back to be saved, never to be shown', async () => {
  await page.getByText('Thêm liên kết · Đính kèm').click();
  const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
  const form = page.locator('form[action^="?/attach"]');
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'ảnh hiện trường.png', mimeType: 'image/png', buffer: png });
  await form.getByRole('button', { name: 'Đính kèm', exact: true }).click();
  await told();
  const link = page.locator('[data-file] a');
  const answer = await page.request.get(`${site.system.publicUrl}${(await link.getAttribute('href')) ?? ''}`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()).toMatchObject({
    'content-type': 'image/png',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  expect(answer.headers()['content-disposition']).toMatch(/^attachment; .*filename\*=UTF-8''%E1%BA%A3nh/);
  expect(await answer.body()).toEqual(png);
  const lie = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('<html>') };
  await form.locator('input[type=file]').setInputFiles(lie);
  await form.getByRole('button', { name: 'Đính kèm', exact: true }).click();
  await page.locator('#told[data-told="invalid"]').waitFor();
});

test('what another does is seen at once; what was begun before it is told, refused, and kept as it was written', async () => {
  const other = await site.desk.openAs('binh', await site.makeAccount('binh', 'duty'));
  for (const one of [page, other]) {
    await (one === page ? page.reload() : other.goto(page.url()));
    await one.locator('[data-testid="live"][data-link="live"]').waitFor();
  }
  const resolve = page.locator('form[action^="?/resolve"]');
  await resolve.getByLabel('Đã làm gì').fill('Cổng đã chạy lại');
  await other.locator('form[action^="?/note"] textarea').fill('Tôi xem');
  await other.locator('form[action^="?/note"]').getByRole('button').click();
  await page.getByTestId('timeline').getByText('Tôi xem').waitFor();
  await page
    .getByTestId('changed')
    .getByText(/^binh: /)
    .waitFor();
  if (picturesDir !== undefined) await page.screenshot({ path: join(picturesDir, 'changed.png') });
  await resolve.getByRole('button').click();
  await page.locator('#told[data-told="conflict"]').waitFor();
  expect(await page.locator('#told').textContent()).toContain('binh did note');
  await resolve.getByRole('button').click();
  await page.locator('#told[data-told="done"]').waitFor();
  await other.getByTestId('timeline').getByText('Cổng đã chạy lại').waitFor();
});

test('the list is searched without marks, exported and counted', async () => {
  await site.desk.open('/incidents?q=cong+dich+vu');
  expect(await page.locator('tr[data-incident]').count()).toBe(1);
  await site.desk.open('/incidents?q=hen+15+phut');
  expect(await page.locator('tr[data-incident]').count()).toBe(1);
  await site.desk.open('/incidents?q=khong-co-gi');
  expect(await page.locator('tr[data-incident]').count()).toBe(0);
  const csv = await page.request.get(`${site.system.publicUrl}/incidents/incidents.csv?separator=%3B`);
  const text = await csv.text();
  expect(text.startsWith('\uFEFF')).toBe(true);
  expect(text.trim().split('\r\n')).toHaveLength(4);
  expect(text).toContain('Cây đổ chắn lối vào điểm phục vụ');
});

test('an account that may only look is offered nothing', async () => {
  const viewer = await site.desk.openAs('xem', await site.makeAccount('xem', 'viewer'));
  await viewer.goto(page.url().replace(/incidents.*/, 'incidents?state=open'));
  expect(await viewer.locator('form[action^="?/open"]').count()).toBe(0);
  await viewer.goto(`${site.system.publicUrl}/incident/1001`);
  expect(await viewer.locator('main form').count()).toBe(0);
});

test('without its database the pages show what was last read, the desk too, and nothing can be done', async () => {
  await site.desk.open('/incidents');
  const officer = `truc-${String(Date.now())}`;
  const desk = await site.desk.openAs(officer, await site.makeAccount(officer, 'duty'));
  await desk.goto(`${site.system.publicUrl}/duty`);
  await desk.locator('[data-testid="duty"][data-read-only="no"][data-known="true"]').waitFor();
  const admin = new pg.Client({ connectionString: inject('servers').databaseUrl });
  await admin.connect();
  const name = new URL(site.system.databaseUrl).pathname.slice(1);
  site.sql.on('error', () => undefined);
  const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`;
  try {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await admin.query(kill, [name]);
    await site.desk.open('/incidents');
    await page.locator('[data-away="stale"]').waitFor();
    expect(await page.locator('tr[data-incident]').count()).toBeGreaterThan(0);
    expect(await page.locator('form[action^="?/open"]').count()).toBe(0);
    await expectNoFaults('away');
    await site.desk.open('/incident/1002');
    await page.locator('[data-away]').waitFor();
    expect(await page.locator('main form').count()).toBe(0);
    await desk.locator('[data-testid="duty"][data-read-only="duty"]').waitFor({ timeout: 30_000 });
    await desk
      .getByTestId('read-only')
      .getByText(/BỘ PHẬN TRỰC KHÔNG TRẢ LỜI/)
      .waitFor();
    expect(await desk.getByTestId('queue').locator('.row').count()).toBeGreaterThan(0);
    expect(await desk.locator('.take').count()).toBe(0);
    if (picturesDir !== undefined) await desk.screenshot({ path: join(picturesDir, 'desk-away.png') });
  } finally {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await admin.end();
  }
});
