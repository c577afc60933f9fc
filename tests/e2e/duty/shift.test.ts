import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postEvents } from '../../support/beats.ts';
import { startDutySite, type DutySite } from '../../support/duty-site.ts';
import { waitFor } from '../../support/wait-for.ts';

/* A whole shift of two officers, in browsers, on real servers: what one does the other sees. */

const rules = `
rules:
  - id: system-down
    name: { vi: Hệ thống kết nối không trả lời, en: Connected system does not answer }
    priority: P1
    scope: { kind: system }
    when: { kind: state, field: link, path: ok, op: '=', value: false }
    owner: GD-VP
    action: { vi: Gọi đầu mối của hệ thống., en: Call the contact of the system. }
  - id: kiosk-unwell
    name: { vi: Kiosk hỏng, en: Kiosk out of order }
    priority: P3
    scope: { kind: kiosk }
    when: { kind: state, field: heartbeat, path: healthy, op: '=', value: false }
    owner: GD-TTPVHCC
    action: { vi: Giao kỹ thuật., en: Send a technician. }
`;

let site: DutySite;
let lan: Page;
let binh: Page;
let token = '';
let sent = 0;

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  const { system, desk } = site;
  token = await system.createKey({ source: 'urn:six', world: 'live', kinds: ['link', 'kiosk'], assets: ['*'] });
  lan = desk.page;
  binh = await desk.openAs('binh', await site.makeAccount('binh', 'duty'));
  for (const page of [lan, binh]) {
    page.setDefaultTimeout(30_000);
    await page.goto(`${system.publicUrl}/duty`);
    await page.locator('[data-testid="duty"][data-read-only="no"][data-known="true"]').waitFor();
  }
});
afterAll(() => site.close());

test('a quiet desk says that nothing waits and when, and has no fault at twice the size or on a phone', async () => {
  await lan
    .getByTestId('empty')
    .getByText(/Không có việc nào chờ, lúc \d\d:\d\d:\d\d/)
    .waitFor();
  await lan.locator('[data-testid="budget"][data-verdict="acceptable"]').waitFor();
  await expectNoFaults('quiet', [640, 390]);
});

test('an alert comes to both desks as an incident, with its cause, what to do and whom to call', async () => {
  await lan.getByTestId('sound').click();
  await lan.getByText('Âm P1: bật').waitFor();
  await send('link.checked', 'S-PORTAL', { ok: false, coversS: 60 });
  const row = await rowOf(lan, 'Hệ thống kết nối');
  await rowOf(binh, 'Hệ thống kết nối');
  expect(await row.textContent()).toContain('P1');
  await lan.getByTestId('said-urgent').filter({ hasText: 'P1 mới' }).waitFor({ state: 'attached' });
  await waitFor(
    'the desk to sound',
    async () => Number(await lan.getByTestId('duty').getAttribute('data-sounded')) > 0,
  );
  await lan.keyboard.press('j');
  const detail = lan.getByTestId('detail');
  await detail.getByText('Gọi đầu mối của hệ thống.').waitFor();
  await detail.getByTestId('cause').getByText('S-PORTAL').waitFor();
  await detail.getByTestId('timeline').locator('li').first().waitFor();
  await expectNoFaults('alert');
});

test('one press takes it, the other desk sees who has it, and it can be taken back', async () => {
  await lan.keyboard.press('a');
  await lan
    .getByTestId('done')
    .getByText(/Đã nhận SC-\d+/)
    .waitFor();
  await (await rowOf(binh, 'lan')).waitFor();
  await lan.keyboard.press('u');
  await lan.getByTestId('done').getByText('Đã hoàn tác').waitFor();
  await binh.locator('[data-count="unacknowledged"]', { hasText: '1' }).waitFor();
  await lan.keyboard.press('a');
  await (await rowOf(binh, 'lan')).waitFor();
  await picture(lan, 'acknowledged');
});

test('an act on what another has changed is told with who did what, and is not done', async () => {
  await (await rowOf(binh, 'Hệ thống kết nối')).locator('.row').click();
  await binh.locator('[data-act="resolve"]').click();
  await binh.locator('form[data-ask="resolve"] textarea').fill('Nhầm');
  await lan.locator('[data-act="start"]').click();
  await lan
    .getByTestId('done')
    .getByText(/Đã bắt đầu xử lý/)
    .waitFor();
  await binh.locator('form[data-ask="resolve"]').getByRole('button', { name: 'Ghi' }).click();
  const refused = binh.locator('[data-testid="refused"][data-code="conflict"]');
  await refused.getByText(/KHÔNG GHI.*lan: bắt đầu xử lý, \d\d:\d\d:\d\d/).waitFor();
  await picture(binh, 'conflict');
  await refused.getByRole('button').click();
  await leaveList(binh);
  await (await rowOf(binh, 'đang xử lý')).waitFor();
});

test('advice is followed, a note is written, and it is resolved with what was done', async () => {
  const detail = lan.getByTestId('detail');
  await detail.getByRole('button', { name: 'Làm theo' }).first().click();
  await detail.getByText('Đã làm theo').waitFor();
  await picture(lan, 'advice');
  await lan.keyboard.press('t');
  await lan.locator('form[data-ask="note"] textarea').fill('Đầu mối hẹn 10 phút');
  await lan.locator('form[data-ask="note"]').getByRole('button', { name: 'Ghi' }).click();
  await detail.getByTestId('timeline').getByText('Đầu mối hẹn 10 phút').waitFor();
  await send('link.checked', 'S-PORTAL', { ok: true, coversS: 60 });
  await detail.locator('[data-alert][data-condition="normal"]').waitFor();
  await lan.locator('[data-act="resolve"]').click();
  await lan.locator('form[data-ask="resolve"] textarea').fill('Đã khởi động lại');
  await lan.locator('form[data-ask="resolve"]').getByRole('button', { name: 'Ghi' }).click();
  await (await rowOf(binh, 'đã xử lý xong')).waitFor();
  await picture(lan, 'resolved');
});

test('a call from a ward is an incident after one key and two fields', async () => {
  await binh.keyboard.press('n');
  await binh.getByLabel(/^Chuyện gì/).fill('Cây đổ chắn lối vào điểm phục vụ');
  await binh.getByLabel(/^Ở đâu/).fill('tay ho');
  await binh.keyboard.press('Enter');
  await binh.getByTestId('detail').getByText('Cây đổ chắn lối vào').waitFor();
  await leaveList(lan);
  const row = await rowOf(lan, 'Cây đổ');
  expect(await row.textContent()).toContain('Tây Hồ');
  expect(await row.textContent()).toContain('binh');
  await lan.locator('[data-testid="map"][data-status="drawn"]').waitFor();
  await lan.getByTestId('map').click({ position: { x: 40, y: 120 } });
  expect(await lan.getByLabel(/^Ở đâu/).inputValue()).not.toBe('');
  await lan.keyboard.press('Escape');
  await lan.getByRole('dialog').waitFor({ state: 'detached' });
});

test('no row moves under the pointer: changes wait, are counted, and are taken in', async () => {
  const queue = lan.getByTestId('queue');
  await queue.locator('.row').last().hover();
  await lan.locator('[data-testid="duty"][data-held="true"]').waitFor();
  const before = await keysOf(lan);
  await send('link.checked', 'S-PAY', { ok: false, coversS: 60 });
  await lan
    .getByTestId('take-in')
    .getByText(/1 mới.*P1/)
    .waitFor();
  expect(await keysOf(lan)).toEqual(before);
  await lan.getByTestId('take-in').click();
  await waitFor('the row to come in', async () => (await keysOf(lan)).length === before.length + 1);
  expect((await keysOf(lan))[0]).not.toBe(before[0]);
});

test('in a flood the queue is gathered by cause and says so', async () => {
  for (let nr = 1; nr <= 12; nr++) {
    await send('kiosk.heartbeat', `K${String(nr).padStart(3, '0')}`, { healthy: false, coversS: 60 });
  }
  await lan
    .getByTestId('flood')
    .getByText(/DÒNG CẢNH BÁO\s*1\d cảnh báo/)
    .waitFor();
  await lan.getByTestId('budget').locator('[data-span="ten_minutes"][data-verdict="too_much"]').waitFor();
  await lan
    .getByRole('heading', { name: /việc,.*cảnh báo/ })
    .first()
    .waitFor();
  await expectNoFaults('flood', [1_920, 640, 390]);
});

test('what is shelved is listed with who, why and until, and comes back', async () => {
  await lan.getByRole('searchbox').fill('S-PAY');
  await lan.getByTestId('queue').locator('.row').first().click();
  await lan.locator('[data-act="shelve"]').click();
  await lan.locator('form[data-ask="shelve"] textarea').fill('Ngân hàng đã báo trước');
  await lan.locator('form[data-ask="shelve"]').getByRole('button', { name: 'Ghi' }).click();
  const shelf = lan.getByTestId('shelves').getByRole('row', { name: /Ngân hàng đã báo trước/ });
  await shelf.waitFor();
  expect(await shelf.textContent()).toContain('tôi');
  await shelf.getByRole('button').click();
  await lan.getByText('Tạm ẩn (0)').waitFor();
  await lan.getByRole('searchbox').fill('');
});

test('the shift is handed over, and the other officer takes it', async () => {
  await lan.getByRole('navigation', { name: 'Của ca trực' }).getByRole('link', { name: 'Bàn giao ca' }).click();
  await lan.getByLabel('Ghi chú cho ca sau').fill('Theo dõi cổng thanh toán');
  await lan.getByRole('button', { name: 'Bàn giao ca' }).click();
  await lan.locator('#told[data-told="done"]').waitFor();
  const before = binh.url();
  await binh.goto(`${site.system.publicUrl}/shift`);
  await binh.getByRole('button', { name: 'Nhận ca', exact: true }).click();
  await binh.locator('#told[data-told="done"]').waitFor();
  await picture(binh, 'handover');
  for (const page of [lan, binh]) {
    await page.goto(before);
    await page.locator('[data-testid="duty"][data-known="true"]').waitFor();
  }
});

test('keys can be switched off, which is remembered', async () => {
  await lan.keyboard.press('Escape');
  await lan.getByTestId('keys').click();
  await lan.getByLabel('Dùng phím tắt một phím').uncheck();
  await lan.keyboard.press('Escape');
  await lan.goto(`${site.system.publicUrl}/duty?lang=en`);
  await lan.locator('[data-testid="duty"][data-known="true"]').waitFor();
  await lan.getByText('Keys: off').waitFor();
  await lan.keyboard.press('n');
  expect(await lan.getByRole('dialog').count()).toBe(0);
  await expectNoFaults('english', [1_280]);
  await lan.goto(`${site.system.publicUrl}/duty`);
  await lan.locator('[data-testid="duty"][data-known="true"]').waitFor();
});

test('without the duty process the desk is read-only and says so; the log is read, printed and exported', async () => {
  site.system.signal('duty', 'SIGSTOP');
  try {
    await binh.goto(`${site.system.publicUrl}/duty/log`);
    const log = binh.getByTestId('log');
    for (const said of ['Đầu mối hẹn 10 phút', 'bắt đầu xử lý', 'Kiosk hỏng']) {
      await log.getByText(said).first().waitFor();
    }
    const file = await binh.context().request.get(`${site.system.publicUrl}/duty/log.csv?separator=%3B`);
    const lines = (await file.text()).split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFVọng Lâu \S+ · Nhật ký trực/);
    expect(lines.filter((line) => line.includes('Đầu mối hẹn 10 phút'))).toHaveLength(1);
    expect(lines.length - 3).toBe(await log.locator('tbody tr').count());
    await lan.locator('[data-testid="duty"][data-read-only="duty"]').waitFor({ timeout: 30_000 });
    await lan
      .getByTestId('read-only')
      .getByText(/BỘ PHẬN TRỰC KHÔNG TRẢ LỜI/)
      .waitFor();
    expect(await lan.locator('.take').count()).toBe(0);
  } finally {
    site.system.signal('duty', 'SIGCONT');
  }
  await lan.locator('[data-testid="duty"][data-read-only="no"]').waitFor();
});

test('no page broke its own policy or asked a stranger for anything', () => {
  expect(site.desk.complaints).toEqual([]);
  expect(site.desk.strangers.filter((url) => !url.startsWith('blob:'))).toEqual([]);
});

async function send(type: string, asset: string, data: object): Promise<void> {
  sent += 1;
  const event = { specversion: '1.0', id: `e-${sent}`, source: 'urn:six', type, asset, data };
  const status = await postEvents(site.system.ingestUrl, token, [{ ...event, time: new Date().toISOString() }]);
  expect(status, type).toBe(202);
}

/** The row of a desk's queue that holds these words, once it is there. */
async function rowOf(page: Page, words: string) {
  const row = page.getByTestId('queue').locator('li', { hasText: words }).first();
  await row.waitFor();
  return row;
}

/** Takes the pointer out of the list, which stands still while it is there. */
async function leaveList(page: Page): Promise<void> {
  await page.mouse.move(1_000, 600);
  await page.evaluate('document.activeElement?.blur()');
}

function keysOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="queue"] li')].map((row) => row.getAttribute('data-row'))`,
  );
}

/** Axe finds nothing and nothing is wider than the window: as it is, at twice the size (half the window), on a phone. */
async function expectNoFaults(name: string, widths: readonly number[] = [1_280, 640, 390]): Promise<void> {
  for (const width of widths) {
    await lan.setViewportSize({ width, height: width === 640 ? 450 : 900 });
    expect(await site.desk.faults(), `${name} at ${width}`).toEqual([]);
    expect(await lan.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth'), name).toBe(0);
    await picture(lan, `${name}-${width}`);
  }
  await lan.setViewportSize({ width: 1280, height: 900 });
}

/** Keeps a picture of the page, to be looked at, where a folder for them is named. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.VONGLAU_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
}
