import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountListed } from '#shared/access/account-commands.ts';
import type { WallTokenListed } from '#shared/access/wall-token-commands.ts';
import { listAudit, type AuditRow } from '#shared/store/list-audit.ts';
import type { SenderKey } from '#shared/wire/registry.ts';
import { startAdminSite, type AdminSite } from '../support/admin-site.ts';
import { aBeat as beat, postEvents } from '../support/beats.ts';
import type { Desk } from '../support/desk.ts';
import type { System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

let kioskToken = '';
let site: AdminSite;
let system: System;
let desk: Desk;

beforeAll(async () => {
  site = await startAdminSite();
  ({ system, desk } = site);
});
afterAll(() => site.close());

test('an account is made, changed, given a new password and disabled', async () => {
  await desk.open('/admin/users');
  await desk.page.getByLabel('Tên tài khoản').fill('lan.nguyen');
  await desk
    .formOf('create')
    .getByLabel(/^Vai trò/)
    .selectOption('unit');
  await desk
    .formOf('create')
    .getByLabel(/^Đơn vị/)
    .selectOption('00070');
  const password = await desk.act('create', 'người của phường mới');
  expect(password).toMatch(/^[a-z2-7]{7}-/);
  await desk.page.getByRole('link', { name: 'lan.nguyen' }).click();
  await desk.page.getByRole('heading', { name: 'lan.nguyen' }).waitFor();
  await desk
    .formOf('change')
    .getByLabel(/^Vai trò/)
    .selectOption('leader');
  await desk.act('change', 'được bổ nhiệm');
  expect(await accountOf('lan.nguyen')).toMatchObject({ role: 'leader', unit: null });
  expect(await desk.act('password', 'quên mật khẩu', 'lan.nguyen')).not.toBe(password);

  await desk.formOf('disable').getByLabel('Lý do').fill('nghỉ việc');
  await desk.formOf('disable').getByLabel('Gõ').fill('lan');
  await desk.formOf('disable').getByRole('button').click();
  await desk.page.getByText('tên gõ để xác nhận không khớp').waitFor();
  expect((await accountOf('lan.nguyen'))?.disabledAt).toBeNull();
  await desk.act('disable', 'nghỉ việc', 'lan.nguyen');
  expect((await accountOf('lan.nguyen'))?.disabledAt).not.toBeNull();
  await desk.act('enable', 'đi làm lại');
  expect((await accountOf('lan.nguyen'))?.disabledAt).toBeNull();
  expect(await trail('account.*')).toContainEqual(
    expect.objectContaining({ actor: 'account:admin', subject: 'lan.nguyen', reason: 'nghỉ việc' }),
  );
});

test('a refused act says why, keeps what was typed and changes nothing', async () => {
  await desk.open('/admin/users/admin');
  await desk.send('disable', 'thử', 'admin');
  await desk.page.getByText('đây là quản trị viên cuối cùng').waitFor();
  expect((await accountOf('admin'))?.disabledAt).toBeNull();
  await desk.open('/admin/users');
  await desk.page.getByLabel('Tên tài khoản').fill('admin');
  await desk.send('create', 'thử');
  await desk.page.getByText('Đã có tài khoản tên này').waitFor();
  expect(await desk.page.getByLabel('Tên tài khoản').inputValue()).toBe('admin');
});

test('a wall token is made, opens a screen, and is revoked', async () => {
  await desk.open('/admin/walls');
  await desk.page.getByLabel('Tên màn hình').fill('Phòng trực tầng 2');
  const address = await desk.act('create', 'màn hình mới');
  const screen = await desk.openNew();
  expect((await screen.goto(address))?.status()).toBe(200);
  expect(screen.url()).not.toContain('token');
  await desk.page
    .getByRole('row', { name: /Phòng trực tầng 2/ })
    .getByRole('link')
    .click();
  await desk.page.getByRole('heading', { name: 'Phòng trực tầng 2' }).waitFor();
  const id = desk.page.url().split('/').at(-1)?.split('?')[0] ?? '';
  await desk.act('revoke', 'tháo màn hình', id);
  const tokens = await system.ask<WallTokenListed[]>('walltoken.list', {});
  expect(tokens.find((one) => one.id === id)?.revokedAt).not.toBeNull();
  // Chromium never ends a context one of whose pages goes elsewhere in that very moment.
  await screen.waitForURL('**/login?next=%2Fwall');
  await screen.context().close();
});

test('the same is done where no script runs', async () => {
  const plain = await desk.openAs('admin', system.firstPassword ?? '', false);
  await plain.goto(`${system.publicUrl}/admin/walls?lang=en`);
  const form = plain.locator('form[action^="?/create"]');
  await form.getByLabel(/^Screen/).fill('Hall');
  await form.getByLabel(/^Reason/).fill('a new screen');
  await form.getByRole('button').click();
  await plain.locator('[data-told="done"]').waitFor();
  expect(await plain.locator('[data-secret]').textContent()).toContain('/wall?token=');
  expect(await plain.locator('tr[data-walltoken]', { hasText: 'Hall' }).count()).toBe(1);
  await plain.context().close();
});

test('a key is made once however often it is pressed, changed over without a gap, and revoked', async () => {
  await desk.open('/admin/keys');
  await desk.page.getByLabel(/^Nguồn/).fill('urn:six:kiosk');
  await desk.page.getByLabel(/^Nơi gửi/).fill('K*');
  await desk.page.getByRole('checkbox', { name: /kiosk$/ }).check();
  await desk.formOf('create').getByLabel('Lý do').fill('kiosk của thành phố');
  // Two presses without a script between them, as a hasty hand does.
  await desk.page.evaluate(
    `(() => { const button = document.querySelector('form[action^="?/create"] button'); button.click(); button.click(); })()`,
  );
  const token = await desk.secret();
  const [first] = await keysOf('urn:six:kiosk');
  expect((await keysOf('urn:six:kiosk')).length).toBe(1);
  await waitFor('the door to take the key', async () => (await send(token, [beat(1)])) === 202);

  await desk.page.getByRole('link', { name: first?.kid ?? '' }).click();
  await desk.page.getByRole('heading', { name: 'Thay khóa' }).waitFor();
  const second = await desk.act('rotate', 'thay khóa hằng năm');
  await waitFor('the door to take the second', async () => (await send(second, [beat(2)])) === 202);
  expect(await send(token, [beat(3)])).toBe(202);
  await desk.page.reload();
  const used = desk.page.locator(`tr[data-key="${first?.kid ?? ''}"] td`).last();
  expect(await used.textContent()).toMatch(/\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}/);
  await desk.act('revoke', 'đã đổi sang khóa mới', first?.kid);
  await waitFor('the door to refuse the first', async () => (await send(token, [beat(4)])) === 401);
  expect(await send(second, [beat(4)])).toBe(202);
  kioskToken = second;
});

test('a source tells what became of its events, and its refused ones are sent again once the cause is mended', async () => {
  const sequence = (nr: number, more: object = {}) => ({ ...beat(nr), sequence: nr, ...more });
  const first = sequence(11);
  await send(kioskToken, [first, sequence(12), sequence(15)]);
  await send(kioskToken, [first]);
  await send(kioskToken, [beat(16, 'K777'), beat(17, 'K778'), { ...beat(18), data: { healthy: '0912345678' } }]);
  const row = desk.page.locator('tr[data-source="urn:six:kiosk"]');
  await waitFor('the events to be counted and the refused ones to be kept', async () => {
    await desk.open('/admin/sources');
    const told = (fate: string) => row.locator(`[data-fate="${fate}"]`).textContent();
    return (await told('refused')) === '3' && (await told('repeated')) === '1';
  });
  await row.locator('[data-fate="missing"]', { hasText: '2' }).waitFor();
  expect(await row.getAttribute('data-state')).toBe('fresh');
  await row.getByRole('link').click();
  await desk.page.getByText('K001: từ 13 đến 14').waitFor();
  const live = desk.page.locator('tr[data-world="live"]');
  // What was taken in last may be stored between the two looks.
  await waitFor('the world to tell as many events as there are', async () => {
    await desk.open('/admin/worlds');
    const { rows } = await site.sql.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM events WHERE world = 'live' AND type <> 'clock.tick'",
    );
    return (await live.locator('td.number').first().textContent()) === String(rows[0]?.n);
  });
  expect(await live.locator('td.number').allTextContents()).toEqual([
    expect.stringMatching(/^[1-9]/),
    expect.stringMatching(/^[1-9]/),
  ]);

  await waitFor('both to be kept', async () => {
    await desk.open('/admin/quarantine');
    return (await desk.page.locator('tr[data-group$="unknown-asset"] td.number').textContent()) === '2';
  });
  await desk.page.getByRole('link', { name: 'invalid-event' }).click();
  await desk.page.locator('tr[data-refused]').getByRole('link').click();
  await desk.page.getByText('"•••"').waitFor();
  expect(await desk.page.content()).not.toContain('0912345678');
  await desk.send('replay', 'thử gửi lại');
  await desk.page.getByText('0 được nhận, 1 lại bị từ chối').waitFor();

  await site.sql.query(
    `INSERT INTO assets (code, kind, unit, lon, lat, valid_from, placeholder)
     SELECT code, 'kiosk', '00070', 105.85, 21.03, '2025-07-01T00:00+07', true FROM unnest(ARRAY['K777', 'K778']) AS code`,
  );
  // The office that begins anew tells the door of them.
  system.signal('office', 'SIGTERM');
  await desk.open('/admin/quarantine');
  await desk.page.getByRole('link', { name: 'unknown-asset' }).click();
  await desk.page.getByRole('button', { name: 'Gửi lại cả 2 sự kiện' }).waitFor();
  await waitFor('the new assets to reach the door', async () => {
    return (await send(kioskToken, [beat(20, 'K777')])) === 202;
  });
  await desk.send('replay', 'đã đăng ký hai kiosk');
  await desk.page.getByText(/[1-9]\d* được nhận, 0 lại bị từ chối/).waitFor();
  expect(await trail('quarantine.replay')).toContainEqual(
    expect.objectContaining({ actor: 'account:admin', reason: 'đã đăng ký hai kiosk' }),
  );
});

test('no page has a fault of accessibility or is wider than its window, in both languages and on a phone', async () => {
  const kid = (await keysOf('urn:six:kiosk'))[0]?.kid ?? '';
  const shown = [
    ...['/admin', '/admin/users', '/admin/users/admin', '/admin/walls', '/admin/keys', `/admin/keys/${kid}`],
    ...['/admin/sources', '/admin/sources/live/urn:six:kiosk', '/admin/quarantine', '/admin/worlds', '/account'],
    ...[`/admin/quarantine/${kid}/invalid-event`],
  ];
  for (const path of shown) {
    for (const [query, width] of [
      ['', 1280],
      ['?lang=en', 390],
    ] as const) {
      await desk.page.setViewportSize({ width, height: 900 });
      const answer = await desk.page.goto(`${system.publicUrl}${path}${query}`);
      expect(answer?.status(), path).toBe(200);
      expect(await desk.faults(), path + query).toEqual([]);
      expect(await desk.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'), path).toBe(
        0,
      );
    }
  }
});

test('no page broke its own policy or asked a stranger for anything', () => {
  expect(desk.complaints).toEqual([]);
  expect(desk.strangers).toEqual([]);
});

const send = (token: string, events: readonly object[]) => postEvents(system.ingestUrl, token, events);

async function accountOf(name: string): Promise<AccountListed | undefined> {
  return (await system.ask<AccountListed[]>('account.list', {})).find((one) => one.name === name);
}

async function keysOf(source: string): Promise<SenderKey[]> {
  const keys = await system.ask<SenderKey[]>('key.list', {});
  return keys.filter((key) => key.source === source && key.revokedAt === null);
}

function trail(verb: string): Promise<AuditRow[]> {
  return listAudit(site.sql, { verb, limit: 100 });
}
