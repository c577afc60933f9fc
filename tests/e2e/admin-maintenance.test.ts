import { afterAll, beforeAll, expect, test } from 'vitest';
import { postEvents } from '../support/beats.ts';
import { startDutySite, type DutySite } from '../support/duty-site.ts';
import { waitFor } from '../support/wait-for.ts';

/* Planned work, set and ended on its page, in a browser, on real servers: what breaks in it calls nobody until it is over. */

const rules = `
rules:
  - id: system-down
    name: { vi: Hệ thống kết nối không trả lời, en: Connected system does not answer }
    priority: P2
    scope: { kind: system }
    when: { kind: state, field: link, path: ok, op: '=', value: false }
    owner: GD-VP
    labels: [online]
    action: { vi: Gọi đầu mối của hệ thống., en: Call the contact of the system. }
`;

let site: DutySite;
let token = '';

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  site.desk.page.setDefaultTimeout(60_000);
  token = await site.system.createKey({ source: 'urn:plan', world: 'live', kinds: ['link'], assets: ['*'] });
});
afterAll(() => site.close());

const rowOf = (id: number) => site.desk.page.locator(`tr[data-key="${id}"]`);
/** An instant so many hours from now as the form takes it, by the city's clock. */
const hour = (inHours: number): string => new Date(Date.now() + (7 + inHours) * 3_600_000).toISOString().slice(0, 16);

async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    await site.desk.formOf('set').locator(`input[name="${name}"]`).fill(value);
  }
}

test('a window over nothing in particular is refused, with what was typed kept; so is a unit that there is not', async () => {
  await site.desk.open('/admin/maintenance');
  await fill({ from: hour(-1), to: hour(2), reason: 'thay nguồn' });
  await site.desk.formOf('set').getByRole('button').click();
  await site.desk.answered();
  expect(await site.desk.page.locator('#told').getAttribute('data-told')).toBe('invalid');
  expect(await site.desk.formOf('set').locator('input[name="to"]').inputValue()).not.toBe('');
  await fill({ units: 'Hoàn Kiem', reason: 'thay nguồn' });
  await site.desk.formOf('set').getByRole('button').click();
  await site.desk.page.locator('#told[data-told="invalid"]', { hasText: 'Hoàn Kiem' }).waitFor();
  const { rowCount } = await site.sql.query('SELECT FROM maintenance_windows');
  expect(rowCount).toBe(0);
});

test('what breaks in planned work is kept and calls nobody; the desk tells of it, and what comes each week', async () => {
  await site.desk.open('/admin/maintenance');
  await fill({ assets: 'S-DVCQG', from: hour(-1), to: hour(2) });
  await site.desk.act('set', 'nâng cấp cổng');
  await fill({ units: 'Hoàn Kiếm', from: hour(24), to: hour(24 * 60), dayFrom: '22:00', dayTo: '02:00' });
  await site.desk.formOf('set').getByLabel('Thứ Bảy').check();
  await site.desk.formOf('set').getByLabel('Kiosk').check();
  await site.desk.act('set', 'thay UPS');
  await rowOf(1).getByText('đang diễn ra').waitFor();
  expect(await rowOf(2).textContent()).toContain('Kiosk và Hoàn Kiếm');
  expect(await rowOf(2).textContent()).toContain('Sa 22:00-24:00; Su 00:00-02:00');
  expect(await rowOf(2).textContent()).toContain('sắp tới');

  const event = { specversion: '1.0', id: 'down', source: 'urn:plan', type: 'link.checked', asset: 'S-DVCQG' };
  const data = { ok: false, coversS: 60 };
  expect(await postEvents(site.system.ingestUrl, token, [{ ...event, time: new Date().toISOString(), data }])).toBe(
    202,
  );
  await waitFor('the window to tell of the alert under it', async () => {
    await site.desk.open('/admin/maintenance?state=on');
    return (await rowOf(1).locator('[data-column="alerts"]').textContent())?.trim() === '1';
  });

  await site.desk.open('/duty');
  const planned = site.desk.page.locator('[data-testid="planned"] li');
  await planned.nth(1).waitFor();
  expect(await planned.nth(0).textContent()).toContain('S-DVCQG');
  expect(await planned.nth(1).textContent()).toContain('Sa 22:00-24:00');
  expect(await site.desk.page.getByTestId('queue').locator('.row').count()).toBe(0);
  expect(await site.desk.faults()).toEqual([]);
  await site.desk.page.getByRole('link', { name: 'Mọi giờ bảo trì' }).click();
  await rowOf(1).waitFor();
});

test('ended, what still holds is announced at once; one that has not begun is taken back', async () => {
  const { page } = site.desk;
  await rowOf(1).getByRole('button', { name: 'Kết thúc ngay (1)' }).click();
  await site.desk.answered();
  expect(await page.locator('#told').getAttribute('data-told')).toBe('done');
  await rowOf(2).getByRole('button', { name: 'Bỏ (2)' }).click();
  await page.locator('#told', { hasText: 'Giờ bảo trì 2' }).waitFor();
  expect(await rowOf(1).getByRole('button').count()).toBe(0);
  await site.desk.open('/admin/maintenance?state=past');
  await rowOf(2).waitFor();
  const { rows } = await site.sql.query<{ by: string }>('SELECT ended_by AS by FROM maintenance_windows ORDER BY id');
  expect(rows).toEqual([{ by: 'lan' }, { by: 'lan' }]);
  await site.desk.open('/duty');
  await page.getByTestId('queue').locator('.row').first().waitFor();
});

test('the list is a file too, and has no fault in both languages, enlarged and on a phone', async () => {
  const csv = await site.desk.page.request.get(`${site.system.publicUrl}/admin/maintenance/table.csv?state=past`);
  expect(csv.status()).toBe(200);
  expect(await csv.text()).toContain('nâng cấp cổng');
  for (const [query, width, height] of [
    ['', 1920, 1080],
    ['', 640, 360],
    ['?lang=en', 390, 844],
  ] as const) {
    await site.desk.page.setViewportSize({ width, height });
    await site.desk.open(`/admin/maintenance${query}`);
    expect(await site.desk.faults(), `${query} ${width}`).toEqual([]);
    const wider = await site.desk.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
    expect(wider, `${query} ${width}`).toBeLessThanOrEqual(0);
  }
  await site.desk.page.setViewportSize({ width: 1280, height: 900 });
});

test('whoever may not set one is offered nothing, and whoever only looks at screens does not see them', async () => {
  const asked = `${site.system.publicUrl}/admin/maintenance`;
  const operator = await site.desk.openAs('vanhanh', await site.makeAccount('vanhanh', 'operator'));
  await operator.goto(asked);
  await operator.locator('tr[data-key="1"]').waitFor();
  expect(await operator.locator('main form[method="POST"]').count()).toBe(0);
  const viewer = await site.desk.openAs('xem', await site.makeAccount('xem', 'viewer'));
  expect((await viewer.request.get(asked)).status()).toBe(403);
  expect(site.desk.complaints).toEqual([]);
});
