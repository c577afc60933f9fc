import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { requestCommand } from '#shared/service/request.ts';
import type { IncidentActed } from '#shared/wire/incident-commands.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { postEvents } from '../support/beats.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { makePackWithRoles } from '../support/pack-with-roles.ts';
import { startSystem, type System } from '../support/system.ts';
import { steadyToday } from '../support/steady-today.ts';
import { waitFor } from '../support/wait-for.ts';

/* An order, in a browser: a leader gives it from an incident, the ward reads it and shows it done, the leader accepts it. */

const pictures = process.env['TASK_PICTURES'];
let database: TestDatabase;
let pool: pg.Pool;
let system: System;
let city: Awaited<ReturnType<typeof makePackWithRoles>>;
let desk: Desk;
let ward: Page;
let incident: IncidentActed;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 1 });
  city = await makePackWithRoles();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), packDir: city.packDir },
    processes: ['office', 'writer', 'ingest', 'duty', 'display'],
  });
  const account = async (wish: object) => (await system.ask<AccountSet>('account.create', wish)).password ?? '';
  const [chair, ofWard] = [
    await account({ name: 'chu-tich', role: 'leader' }),
    await account({ name: 'ba-dinh', role: 'unit', unit: '00004' }),
  ];
  const body = { title: 'Mất điện tại điểm phục vụ', units: ['00004'] };
  const command = { actor: 'local:test', key: system.commandKey, body };
  const opened = await requestCommand<IncidentActed>(
    system.nats,
    system.subjects.command('duty', 'incident.open'),
    command,
  );
  if (!opened.ok) throw new Error(opened.message);
  incident = opened.value;
  desk = await openDesk(system.publicUrl, { account: 'chu-tich', password: chair });
  ward = await desk.openAs('ba-dinh', ofWard);
  for (const page of [desk.page, ward]) page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await desk.close();
  await system.stop();
  await pool.end();
  await database.drop();
  await city.remove();
});

/** Looks with axe as a desk and a telephone show it. */
async function expectNoFaults(page: Page, name: string): Promise<void> {
  for (const [shape, width, height] of [
    ['desk', 1920, 1080],
    ['phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await desk.faultsOf(page), `${name}, ${shape}`).toEqual([]);
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, `${name}, ${shape}: nothing scrolls sideways`).toBeLessThanOrEqual(0);
    if (pictures === undefined) continue;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}-${shape}.png`), fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A form keeps what is filled in, and sends itself without leaving the page, only once the page is alive. */
const alive = (page: Page): Promise<void> => page.locator('[data-alive="true"]').waitFor();
const moves = async (page: Page): Promise<(string | null)[]> =>
  Promise.all((await page.locator('[data-move]').all()).map((line) => line.getAttribute('data-move')));

test('a leader gives a task from an incident: what it is about is filled in, and nothing may be missing', async () => {
  const { page } = desk;
  await desk.open(`/incident/${incident.id}`);
  await page.getByRole('link', { name: 'Giao việc', exact: true }).click();
  await page.getByRole('heading', { name: 'Giao nhiệm vụ mới' }).waitFor();
  await alive(page);
  expect(await page.getByLabel('Về điều gì').inputValue()).toBe(`${incident.number}: Mất điện tại điểm phục vụ`);
  expect(await page.getByLabel(/^Rõ người/).inputValue()).toBe('CT-00004');
  await expectNoFaults(page, 'new');
  await page.getByLabel(/^Rõ việc/).fill('Lắp máy phát điện dự phòng');
  await page.getByLabel(/^Rõ trách nhiệm/).fill('Chủ tịch phường chịu trách nhiệm; Sở Công Thương phối hợp');
  await page.getByLabel(/^Rõ sản phẩm/).fill('   ');
  const review = page.getByRole('button', { name: 'Xem lại trước khi gửi' });
  await review.click();
  await page.getByText('Chưa giao được, còn thiếu: rõ sản phẩm.').waitFor();
  expect(await page.getByLabel(/^Rõ việc/).inputValue()).toBe('Lắp máy phát điện dự phòng');
  await page.getByLabel(/^Rõ sản phẩm/).fill('Biên bản nghiệm thu và ảnh');
  await review.click();
  await page.locator('#told[data-told="draft"]:focus').waitFor();
  await page.locator('[data-reachable="false"]', { hasText: 'không có địa chỉ liên hệ' }).waitFor();
  await expectNoFaults(page, 'draft');
  await page.getByRole('button', { name: 'Giao việc' }).click();
  await page.getByRole('heading', { name: 'NV-1 Lắp máy phát điện dự phòng' }).waitFor();
  await page.locator('[data-delivered="no-address"]').waitFor();
  await desk.open(`/incident/${incident.id}`);
  await page.locator('[data-directive="NV-1"]').waitFor();
  await desk.open('/tasks/new?lang=en');
  await page.getByRole('heading', { name: 'Give a new task' }).waitFor();
});

test('the ward sees its task, has read it by opening it, and shows it done with a file', async () => {
  await ward.goto(`${system.publicUrl}/docs`);
  await ward.getByRole('link', { name: 'Nhiệm vụ', exact: true }).click();
  await ward.locator('[data-key="NV-1"]').waitFor();
  await expectNoFaults(ward, 'list-ward');
  await ward.getByRole('link', { name: 'NV-1' }).click();
  await alive(ward);
  await ward.locator('[data-receipt="read"]').waitFor();
  await ward.getByLabel('Đã làm gì').fill('Đã lắp và chạy thử');
  const file = { name: 'bien-ban.txt', mimeType: 'text/plain', buffer: Buffer.from('Đã nghiệm thu') };
  await ward.getByLabel(/^Tệp ảnh/).setInputFiles(file);
  await expectNoFaults(ward, 'one-ward');
  await ward.getByRole('button', { name: 'Báo đã xong' }).click();
  await ward.locator('#told:focus').waitFor();
  expect(await ward.locator('#told').getAttribute('data-told')).toBe('done');
  expect(await ward.getByRole('button', { name: 'Duyệt: đã xong' }).count()).toBe(0);
  const [saved] = await Promise.all([
    ward.waitForEvent('download'),
    ward.getByRole('link', { name: 'bien-ban.txt' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('bien-ban.txt');
});

test('the leader finds what waits for a decision, accepts it, and the monitor counts it', async () => {
  const { page } = desk;
  await desk.open('/tasks?state=decide');
  await expectNoFaults(page, 'list-leader');
  await page.getByRole('link', { name: 'NV-1' }).click();
  await alive(page);
  await page.getByText('Đã lắp và chạy thử').first().waitFor();
  await page.getByRole('button', { name: 'Duyệt: đã xong' }).click();
  await desk.answered();
  expect((await moves(page)).filter((move) => move !== 'deliver')).toEqual(['issue', 'read', 'finish', 'accept']);
  await expectNoFaults(page, 'one-leader');
  await desk.open('/tasks/monitor');
  const cells = await page.locator('[data-office="CT-00004"] td').allTextContents();
  expect([cells[0], cells[4], cells[7]]).toEqual(['1', '1', '0']);
  await expectNoFaults(page, 'monitor');
  for (const file of ['tasks.csv', 'tasks.xlsx', 'monitor/monitor.csv']) {
    const answer = await page.request.get(`${system.publicUrl}/tasks/${file}?scope=all`);
    expect(answer.status(), file).toBe(200);
    if (file === 'tasks.csv') expect(await answer.text()).toContain('Lắp máy phát điện dự phòng');
  }
});

test('a line of the incident becomes an order as it stands, or is reported done by the ward that has it', async () => {
  const { page } = desk;
  // On a slow machine who opened it may have lost it by now, for want of progress: it is a version further.
  const { rows } = await pool.query<{ version: number }>('SELECT version::int FROM incidents WHERE id = $1', [
    incident.id,
  ]);
  const body = { id: incident.id, expectedVersion: rows[0]?.version, text: 'Gọi điện lực', unit: '00004' };
  const command = { actor: 'local:test', key: system.commandKey, body };
  const subject = system.subjects.command('duty', 'incident.task.add');
  expect(await requestCommand<IncidentActed>(system.nats, subject, command)).toMatchObject({ ok: true });
  await desk.open(`/incident/${incident.id}`);
  await page.getByRole('link', { name: 'Giao việc: Gọi điện lực' }).click();
  await page.getByRole('heading', { name: 'Giao nhiệm vụ mới' }).waitFor();
  await alive(page);
  expect(await page.getByLabel(/^Rõ việc/).inputValue()).toBe('Gọi điện lực');
  expect(await page.getByLabel(/^Rõ người/).inputValue()).toBe('CT-00004');

  await ward.goto(`${system.publicUrl}/tasks?unit=00004`);
  await ward.getByRole('link', { name: `${incident.number}.1`, exact: true }).click();
  await alive(ward);
  await ward.getByLabel('Đã làm gì').fill('Điện lực đến lúc 14 giờ');
  await expectNoFaults(ward, 'line-ward');
  await ward.getByRole('button', { name: 'Báo đã xong' }).click();
  await ward.locator('#told:focus').waitFor();
  expect(await ward.locator('#told').getAttribute('data-told')).toBe('done');
  expect(await ward.locator('[data-evidence]').textContent()).toBe('Điện lực đến lúc 14 giờ');
  await desk.open(`/incident/${incident.id}`);
  await page.locator('[data-task="1"]', { hasText: 'Điện lực đến lúc 14 giờ' }).waitFor();
});

test('staff are shown against their establishment; what nobody said is not known, and support is noted', async () => {
  const { page } = desk;
  // What was said yesterday is not known today.
  await steadyToday(60_000);
  const source = 'urn:six:staff';
  const token = await system.createKey({ source, world: 'live', kinds: ['staff'], assets: ['P*'] });
  const said = Object.entries({ officer: 8, transferred: 3 }).map(([role, present]) => ({
    ...{ specversion: '1.0', id: `staff-${role}`, source, type: 'staff.on_duty', asset: 'P00070' },
    ...{ time: new Date().toISOString(), data: { role, present } },
  }));
  expect(await postEvents(system.ingestUrl, token, said)).toBe(202);
  const told = page.locator('[data-point="P00070"]');
  await waitFor('the staff to be told', async () => {
    await desk.open('/staff');
    return (await told.locator('[data-gap="missing"]').count()) === 1;
  });
  await alive(page);
  const lineOf = async (point: typeof told, role: string) =>
    (await point.locator(`[data-role="${role}"]`).textContent())?.replaceAll(/\s+/g, ' ').trim();
  expect(await lineOf(told, 'officer')).toBe('cán bộ: 8/11 · thiếu 3');
  expect(await lineOf(told, 'transferred')).toBe('điều từ thành phố: 3/3 · đủ');
  expect(await lineOf(told, 'lawyer')).toBe('luật sư: –/2 · không rõ: hôm nay chưa ai báo');
  const row = page.locator('[data-point="P00004"]');
  await row.getByText('không rõ').first().waitFor();
  expect(await lineOf(row, 'officer')).toBe('cán bộ: –/– · chưa rõ cần bao nhiêu');
  await page.getByText('Ghi tăng cường khác').click();
  const form = desk.formOf('move');
  await form.getByLabel('Đến điểm').selectOption('P00004');
  await form.getByLabel('Loại').selectOption('transfer');
  await form.getByLabel('Số người').fill('2');
  await form.getByLabel('Đến lúc').fill('2031-01-06T17:00');
  await form.getByLabel('Vì sao').fill('trợ giúp pháp lý');
  await form.getByRole('button').click();
  await desk.answered();
  expect(await page.locator('#told').getAttribute('data-told')).toBe('invalid');
  await form.getByLabel('Đến lúc').fill(inHours(2));
  await form.getByRole('button').click();
  await page.locator('[data-told="done"]').waitFor();
  expect(await row.locator('td').nth(3).textContent()).toBe('2');
  await page.getByText('từ thành phố: ngoài các điểm').waitFor();
  await expectNoFaults(page, 'staff');
  expect(desk.complaints).toEqual([]);
  expect(desk.strangers).toEqual([]);
});

test('an establishment is changed from a day on by an administrator; who changed it stands beside the row', async () => {
  await steadyToday(60_000);
  const { password = '' } = await system.ask<AccountSet>('account.create', { name: 'quan-tri', role: 'administrator' });
  const page = await desk.openAs('quan-tri', password);
  page.setDefaultTimeout(30_000);
  await page.goto(`${system.publicUrl}/staff`);
  await page.locator('[data-point="P00070"]').getByRole('link', { name: 'biên chế' }).click();
  await page.waitForURL('**/staff/P00070?*');
  const lawyers = (time: string) => page.locator(`[data-row="lawyer"][data-time="${time}"]`);
  await lawyers('now').getByText('từ dữ liệu địa phương').waitFor();
  const form = page.locator('form[action^="?/set"]');
  const send = async (fields: { role: string; reason: string }): Promise<void> => {
    await form.getByLabel('Loại').selectOption(fields.role);
    await form.getByLabel('Số người').fill('3');
    await form.getByLabel('Lý do').fill(fields.reason);
    await form.getByLabel('Lý do').press('Enter');
    await page.locator('#told:focus').waitFor();
  };
  await send({ role: 'volunteer', reason: 'Tết' });
  expect(await page.locator('#told').getAttribute('data-told')).toBe('invalid');
  expect(await page.locator('#told').textContent()).toContain('Tình nguyện viên cần tên chiến dịch và ngày kết thúc');
  expect(await form.getByLabel('Số người').inputValue()).toBe('3');
  await send({ role: 'lawyer', reason: 'thêm trợ giúp pháp lý' });
  await page.locator('[data-told="done"]').waitFor();
  await lawyers('now').getByText('quan-tri').waitFor();
  expect((await lawyers('now').locator('td').first().textContent())?.trim()).toBe('3');
  expect((await lawyers('past').locator('td').first().textContent())?.trim()).toBe('2');
  await lawyers('now').getByText('thêm trợ giúp pháp lý').waitFor();
  await expectNoFaults(page, 'establishment');
  await desk.open('/staff/P00070');
  await desk.page.locator('[data-row="lawyer"][data-time="now"]', { hasText: 'quan-tri' }).waitFor();
  expect(await desk.formOf('set').count()).toBe(0);
  expect(desk.complaints).toEqual([]);
});

/** A time of the city's clock as a form has it. */
function inHours(hours: number): string {
  return new Date(Date.now() + (hours + 7) * 3_600_000).toISOString().slice(0, 16);
}
