import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { requestCommand } from '#shared/service/request.ts';
import type { IncidentActed } from '#shared/wire/incident-commands.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { openMailServer } from '../support/receivers.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

/*
 * The people of a duty desk, in a browser: who can be called, who is on duty, whether messages leave, and a shift handed
 * over from one person to another.
 */
let database: TestDatabase;
let system: System;
let desk: Desk;
let mail: Awaited<ReturnType<typeof openMailServer>>;
const passwords = new Map<string, string>();
const shots = process.env.PEOPLE_SHOTS;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  [database, mail] = await Promise.all([createTestDatabase(), openMailServer()]);
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity() },
    processes: ['office', 'writer', 'ingest', 'live', 'duty', 'display'],
  });
  for (const name of ['truc-a', 'truc-b']) {
    const { password = '' } = await system.ask<AccountSet>('account.create', { name, role: 'duty' });
    passwords.set(name, password);
  }
  desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
});

afterAll(async () => {
  await desk.close();
  await system.stop();
  await mail.close();
  await database.drop();
});

async function look(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

test('a contact is written with its number, which one tap calls', async () => {
  await desk.open('/admin/contacts');
  const form = desk.formOf('set');
  await form.getByLabel('Mã', { exact: false }).first().fill('truc-a');
  await form.getByLabel('Chức danh', { exact: true }).fill('Trực ban A');
  await form.getByLabel('Tài khoản').fill('truc-a');
  await form.getByLabel('Điện thoại').fill('0912 345 678');
  await form.getByLabel('E-mail', { exact: true }).first().fill('truc-a@vonglau.example');
  await desk.act('set', 'người trực mới');
  const row = desk.page.locator('[data-contact="truc-a"]');
  expect(await row.locator('a[href^="tel:"]').getAttribute('href')).toBe('tel:0912345678');
  expect(await desk.faults()).toEqual([]);
  await look(desk.page, 'contacts');
  await desk.open('/admin/contacts/truc-a');
  expect(await desk.faults()).toEqual([]);
  await desk.open('/admin/contacts?lang=en');
  expect(await desk.page.locator('h1').textContent()).toBe('Duty directory');
});

test('the rota is a picture of the week whose gaps are said', async () => {
  await desk.open('/admin/rota?week=2026-11-23');
  expect(await desk.page.getByText('Chưa có lớp nào').count()).toBe(1);
  await desk.page.locator('summary', { hasText: 'Thêm lớp' }).click();
  const form = desk.formOf('addLayer');
  await form.getByLabel('Tên lớp').fill('Ca ngày');
  await form.getByLabel('Người trực', { exact: false }).fill('truc-a');
  await form.getByLabel('Lượt đầu bắt đầu').fill('2026-11-23T07:00');
  await form.getByLabel('Trong các giờ').fill('Mo-Su 07:00-19:00');
  await desk.act('addLayer', 'lịch tháng này');
  await desk.open('/admin/rota?week=2026-11-23');
  const picture = desk.page.locator('svg[data-rota="truc-ban"]');
  expect(await picture.getAttribute('aria-label')).toContain('84 giờ trống');
  expect(await desk.page.getByText('Thứ Hai 23/11: 00:00–07:00 không ai trực').count()).toBe(1);
  expect(await desk.faults()).toEqual([]);
  await look(desk.page, 'rota');
  await desk.open('/admin/rota?week=2026-11-23&lang=en');
  await look(desk.page, 'rota-en');
});

test('a chain is a form of steps: whom, and how long after the one before', async () => {
  await desk.open('/admin/rota');
  const item = desk.page.locator('[data-chain-form]').last();
  await item.locator('summary').click();
  await item.getByLabel('Mã', { exact: true }).fill('ban-dem');
  await item.getByLabel('Tên', { exact: true }).fill('Ban đêm');
  await item.getByLabel('Bước 1, báo ai (1)').selectOption('rota:truc-ban');
  await item.getByRole('button', { name: 'Thêm bước' }).click();
  await item.locator('[data-step="1"]').getByRole('spinbutton').fill('15');
  await item.getByLabel('Bước 2, báo ai (1)').selectOption('contact:truc-a');
  await item.getByLabel('Bước 2, báo ai (2)').selectOption('everybody');
  await item.getByLabel('Lý do').fill('ca đêm ít người');
  await look(desk.page, 'chain');
  expect(await desk.faults()).toEqual([]);
  await item.getByRole('button', { name: 'Lưu chuỗi' }).click();
  await desk.answered();
  expect(await desk.page.locator('#told').getAttribute('data-told')).toBe('done');
  const steps = desk.page.locator('tr[data-chain="ban-dem"] .steps');
  expect(await desk.page.locator('tr[data-chain="ban-dem"]').textContent()).not.toContain('undefined');
  expect(await steps.textContent()).toMatch(/^ngay: người đang trực: .+\nsau 15 phút: .+, tất cả mọi người/);
});

test('a channel is set up, and a test message to a contact arrives', async () => {
  await desk.open('/admin/notifications');
  const item = desk.page.locator('[data-channel="email"]');
  await item.locator('summary').click();
  const form = item.locator('form');
  await form.getByLabel('Máy chủ').fill('127.0.0.1');
  await form.getByLabel('Cổng').fill(String(mail.port));
  await form.getByLabel('Bảo mật').selectOption('none');
  await form.getByLabel('Người gửi').fill('trucban@vonglau.example');
  await form.getByLabel('Lý do').fill('kênh đầu tiên');
  await form.getByRole('button').click();
  await desk.answered();
  expect(await desk.page.locator('#told').getAttribute('data-told')).toBe('done');
  const test = desk.formOf('test');
  await test.getByLabel('Kênh').selectOption('email');
  await test.getByLabel('Liên hệ').selectOption('truc-a');
  await test.getByRole('button').click();
  await desk.answered();
  await waitFor('the letter', () => mail.mails.length === 1);
  expect(mail.mails[0]?.to).toBe('truc-a@vonglau.example');
  await waitFor('the page to show it', async () => {
    await desk.open('/admin/notifications');
    return (await desk.page.locator('[data-notice][data-state="sent"]').count()) === 1;
  });
  expect(await desk.faults()).toEqual([]);
  await look(desk.page, 'notifications');
});

/** An act of the duty process, as the command line asks for it. */
async function act<Value>(verb: string, body: object): Promise<Value> {
  const subject = system.subjects.command('duty', verb);
  const asked = { actor: 'local:test', key: system.commandKey, body };
  const answer = await requestCommand<Value>(system.nats, subject, asked);
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
  return answer.value;
}

test('a shift is handed over, and another person has to accept it', async () => {
  const { id, version } = await act<IncidentActed>('incident.open', { title: 'Kiosk mất kết nối', priority: 'P1' });
  const task = { id, expectedVersion: version, text: 'Cử người đến điểm phục vụ', unit: '00004' };
  await act('incident.task.add', { ...task, dueAt: new Date(Date.now() + 3_600_000).toISOString() });
  const from = await desk.openAs('truc-a', passwords.get('truc-a') ?? '');
  await from.goto(`${system.publicUrl}/shift?world=live`);
  expect(await from.locator(`[data-incident="${id}"] a`).textContent()).toContain(`SC-${id}`);
  expect(await from.getByText('Cử người đến điểm phục vụ').count()).toBe(1);
  await look(from, 'shift');
  await from.getByLabel('Ghi chú cho ca sau').fill('Theo dõi kiosk Ba Đình');
  await from.getByRole('button', { name: 'Bàn giao ca' }).click();
  await from.locator('#told[data-told="done"]').waitFor();
  expect(await from.getByText('Chờ người khác xác nhận.').count()).toBe(1);
  const to = await desk.openAs('truc-b', passwords.get('truc-b') ?? '');
  await to.goto(`${system.publicUrl}/shift?world=live`);
  await look(to, 'shift-offered');
  await to.getByRole('button', { name: 'Nhận ca', exact: true }).click();
  await to.locator('#told[data-told="done"]').waitFor();
  expect(await to.locator('[data-handover][data-state="accepted"]').count()).toBe(1);
  await to.locator('[data-handover] a').click();
  await to.waitForURL('**/shift/*');
  expect(await to.getByText('Theo dõi kiosk Ba Đình').count()).toBe(1);
  await waitFor('the page to show who was told of it', async () => {
    await desk.open('/admin/notifications');
    return (await desk.page.locator('tr[data-notice]', { hasText: `SC-${id}` }).count()) > 0;
  });
  await look(desk.page, 'notices');
  await desk.open('/shift?world=live');
  expect(await desk.faults()).toEqual([]);
  expect(desk.complaints).toEqual([]);
});
