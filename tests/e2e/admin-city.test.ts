import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountListed } from '#shared/access/account-commands.ts';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readWorkbook, writeWorkbook } from '#shared/locality/files/workbook.ts';
import { listTargets } from '#shared/store/list-targets.ts';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { startAdminSite, type AdminSite } from '../support/admin-site.ts';
import type { Desk } from '../support/desk.ts';
import type { System } from '../support/system.ts';

const pages = [
  ...['/admin', '/admin/users', '/admin/users/admin', '/admin/walls', '/admin/keys', '/admin/sources'],
  ...[
    '/admin/quarantine',
    '/admin/packs',
    '/admin/targets',
    '/admin/exclusions',
    '/admin/exclusions/1',
    '/admin/audit',
  ],
];
let site: AdminSite;
let system: System;
let desk: Desk;

beforeAll(async () => {
  site = await startAdminSite();
  ({ system, desk } = site);
});
afterAll(() => site.close());

test('the city is downloaded, edited, looked at and taken in; mistakes are told by row and column', async () => {
  const download = await desk.page.request.get(`${system.publicUrl}/admin/packs/registry.xlsx`);
  const same = await download.body();
  const checked = checkPack(await readWorkbook(same));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const { pack } = checked;
  const [kiosk, ...rest] = pack.kiosks;
  if (!kiosk) throw new Error('the city has kiosks');
  const broken = { ...pack, kiosks: [{ ...kiosk, unit: '99999' }, ...rest] };
  await upload('broken.xlsx', await writeWorkbook(broken));
  await desk.page.locator('[data-problem="kiosks.csv"]').waitFor();
  expect(await desk.page.locator('[data-problem="kiosks.csv"]').textContent()).toMatch(/2\s*unit/);

  // No workbook, but as much as one of a large city.
  await upload('large.xlsx', Buffer.alloc(2 * 2 ** 20, 'x'));
  await desk.page.getByText('Tệp này không đọc được').waitFor();
  await upload('too-large.xlsx', Buffer.alloc(9 * 2 ** 20, 'x'));
  await desk.page.getByText('Tệp quá lớn: nhiều nhất 8 MiB').waitFor();

  await upload('same.xlsx', same);
  await desk.page.getByText('giống hệt sổ đăng ký').waitFor();

  const renamed = { ...pack, kiosks: [{ ...kiosk, name: 'Kiosk sảnh chính' }, ...rest] };
  await upload('renamed.xlsx', await writeWorkbook(renamed));
  await desk.page.locator('tr[data-change="changed"]', { hasText: 'Kiosk sảnh chính' }).waitFor();
  await desk.act('import', 'đặt tên kiosk', 'six-unit');
  const { rows } = await site.sql.query('SELECT name FROM assets WHERE code = $1 AND valid_to IS NULL', [kiosk.code]);
  expect(rows).toEqual([{ name: 'Kiosk sảnh chính' }]);
  await desk.page.locator('[data-import]', { hasText: 'đặt tên kiosk' }).waitFor();
});

test('a target is written from today on, and the past is not rewritten', async () => {
  await desk.open('/admin/targets?kpi=online_share');
  const form = desk.formOf('set');
  await form.getByLabel(/^Bộ chỉ tiêu/).fill('city-2026');
  await form.getByLabel(/^Nhóm đơn vị/).fill('unit:00070');
  await form.getByLabel(/^Mức/).fill('64,5');
  await desk.act('set', 'chỉ tiêu riêng của phường');
  const written = (await listTargets(site.sql)).filter(
    ({ set, unitSet }) => set === 'city-2026' && unitSet === 'unit:00070',
  );
  expect(written).toMatchObject([{ target: 0.645, editedBy: 'account:admin', validTo: null }]);
  const line = desk.page.locator('tbody[data-line="online_share city-2026 unit:00070"]');
  await line.getByText('≥ 64,5 %').waitFor();
  expect(await line.locator('[data-time="now"]').count()).toBe(1);

  await form.getByLabel(/^Bộ chỉ tiêu/).fill('city-2026');
  await form.getByLabel(/^Nhóm đơn vị/).fill('unit:00070');
  await form.getByLabel(/^Mức/).fill('10');
  await desk.page.evaluate(`document.querySelector('input[name="from"]').removeAttribute('min')`);
  await form.getByLabel('Từ ngày').fill('2025-08-01');
  await desk.send('set', 'sửa quá khứ');
  await desk.answered();
  expect(await desk.page.locator('#told').textContent()).toContain('is over');
  expect((await listTargets(site.sql)).filter(({ set }) => set === 'city-2026').length).toBe(1);
});

test('an exclusion is proposed by one person and approved by another', async () => {
  await desk.open('/admin/exclusions');
  const form = desk.formOf('propose');
  await form.getByLabel('Hồ sơ nộp trực tuyến').check();
  await form.getByLabel(/^Nhóm đơn vị/).fill('unit:00070');
  await form.getByLabel(/^Từ /).fill('2026-11-23T08:00');
  await form.getByLabel(/^Đến trước/).fill('2026-11-23T10:00');
  await form.getByLabel(/^Bằng chứng/).fill('Thông báo sự cố 12 của Cổng');
  await desk.act('propose', 'Cổng dịch vụ công ngừng');
  const [proposed] = await system.ask<ExclusionTold[]>('exclusion.list', {});
  expect(proposed).toMatchObject({
    state: 'proposed',
    from: '2026-11-23T01:00:00.000Z',
    to: '2026-11-23T03:00:00.000Z',
  });
  await desk.open(`/admin/exclusions/${String(proposed?.id)}`);
  await desk.page.getByText('người khác phải quyết định').waitFor();
  expect(await desk.page.locator('form[action^="?/approve"]').count()).toBe(0);

  await system.ask('account.create', { name: 'truong', role: 'leader', password: 'a long enough one 7' });
  const leader = await desk.openAs('truong', 'a long enough one 7');
  await leader.goto(`${system.publicUrl}/admin/exclusions/${String(proposed?.id)}`);
  const approving = leader.locator('form[action^="?/approve"]');
  await approving.getByLabel('Lý do').fill('đúng như thông báo');
  await approving.getByRole('button').click();
  await leader.locator('[data-told="done"]').waitFor();
  expect((await leader.request.get(`${system.publicUrl}/admin/audit`)).status()).toBe(403);
  await leader.context().close();
  const [decided] = await system.ask<ExclusionTold[]>('exclusion.list', {});
  expect(decided).toMatchObject({ state: 'approved', decidedBy: 'account:truong' });
});

test('the trail is filtered, paged, verified and written as a spreadsheet that runs no formula', async () => {
  await system.ask('account.create', { name: 'zoe', role: 'viewer', password: 'a long enough one 7' });
  for (let nr = 0; nr < 25; nr += 1) await system.ask('walltoken.create', { label: `hall ${nr}` });
  await desk.open('/admin/audit');
  expect(await desk.page.locator('section[data-chain]').getAttribute('data-chain')).toBe('sound');
  expect(await desk.page.locator('tr[data-audit]').count()).toBe(25);
  await desk.page.getByRole('link', { name: 'Cũ hơn' }).click();
  await desk.page.getByRole('link', { name: 'Mới nhất' }).waitFor();
  expect(await desk.page.locator('tr[data-audit="1"]').count()).toBe(1);
  await desk.open('/admin/audit?verb=exclusion.*&actor=account:admin');
  const rows = desk.page.locator('tr[data-audit]');
  expect(await rows.count()).toBe(1);
  expect(await rows.and(desk.page.locator('[data-verb^="exclusion."]')).count()).toBe(await rows.count());
  await Promise.all([
    desk.page.waitForResponse((answer) => answer.url().includes('?/verify')),
    desk.formOf('verify').getByRole('button').click(),
  ]);

  await desk.open('/admin/walls');
  await desk.page.getByLabel('Tên màn hình').fill('Sảnh');
  await desk.act('create', '=HYPERLINK("http://x")');
  const csv = await (await desk.page.request.get(`${system.publicUrl}/admin/audit/audit.csv`)).body();
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(csv.toString()).toContain(`,"'=HYPERLINK(""http://x"")",`);
});

test('no page has a fault of accessibility or is wider than its window, in both languages and on a phone', async () => {
  const shown = ['/admin/packs', '/admin/targets', '/admin/exclusions', '/admin/exclusions/1', '/admin/audit'];
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

test('nobody else sees or does any of it', async () => {
  const viewer = await desk.openAs('zoe', 'a long enough one 7');
  for (const path of [...pages, '/admin/packs/registry.xlsx', '/admin/audit/audit.csv']) {
    expect((await viewer.request.get(`${system.publicUrl}${path}`)).status(), path).toBe(403);
    expect((await fetch(`${system.publicUrl}${path}`)).status, path).toBe(401);
  }
  const before = (await system.ask<AccountListed[]>('account.list', {})).length;
  const headers = { origin: system.publicUrl };
  const form = { nonce: 'a-nonce-of-mine', name: 'mallory', role: 'administrator', reason: 'mine' };
  const sent = await viewer.request.post(`${system.publicUrl}/admin/users?/create`, { headers, form });
  expect(sent.status()).toBe(403);
  const stranger = await desk.page.request.post(`${system.publicUrl}/admin/users?/create`, {
    headers: { origin: 'https://elsewhere.example' },
    form,
  });
  expect(stranger.status()).toBe(403);
  expect((await system.ask<AccountListed[]>('account.list', {})).length).toBe(before);
  await viewer.context().close();
});

test('no page broke its own policy or asked a stranger for anything', () => {
  expect(desk.complaints).toEqual([]);
  expect(desk.strangers).toEqual([]);
});

async function upload(name: string, bytes: Buffer): Promise<void> {
  await desk.open('/admin/packs');
  const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  await desk.page.getByLabel('Tệp Excel (.xlsx)').setInputFiles({ name, mimeType, buffer: bytes });
  await desk.formOf('check').locator('button').click();
}
