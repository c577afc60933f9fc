import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountSet } from '#shared/access/account-commands.ts';
import { addDays } from '#shared/money/match/terms.ts';
import { startAdminSite, type AdminSite } from '../support/admin-site.ts';
import { postEvents } from '../support/beats.ts';
import { mappings, writeCsv, writeXlsx } from '../support/bank-statement/write-statement.ts';
import { steadyToday } from '../support/steady-today.ts';
import { waitFor } from '../support/wait-for.ts';

/* A day of parking money in a browser, on real servers: statements taken in, differences explained, the day closed by two. */

const picturesDir = process.env['MONEY_PICTURES'];
/** So long ago that nothing is awaited any more. */
const day = addDays(await steadyToday(300_000), -16);
/** Both banks' statements tell of the days until here. */
const lastDay = addDays(day, 14);
let site: AdminSite;
let page: Page;
let token = '';

beforeAll(async () => {
  site = await startAdminSite();
  ({ page } = site.desk);
  page.setDefaultTimeout(30_000);
  const key = { source: 'urn:six:parking', world: 'live', kinds: ['parking'], assets: ['*'] };
  token = await site.system.createKey(key);
  const at = (time: string, on = day): string => new Date(`${on}T${time}+07:00`).toISOString();
  const says = (type: string, asset: string, time: string, data: object, nr: string) => ({
    ...{ specversion: '1.0', source: 'urn:six:parking', id: `${asset}-${type}-${nr}`, type, asset, time, data },
  });
  const stays = [
    ...['1', '2', '3'].map((nr) => ({ asset: 'B001', nr, method: 'qr', amountVnd: 20_000 })),
    ...['1', '2'].map((nr) => ({ asset: 'B002', nr, method: 'tag', amountVnd: 30_000 })),
  ];
  const statedOf = (asset: string, method: string, transactions: number) =>
    says(
      'parking.settled',
      asset,
      at('00:30:00', addDays(day, 1)),
      { from: at('00:00:00'), to: at('00:00:00', addDays(day, 1)), method, transactions, amountVnd: 60_000 },
      method,
    );
  const events = [
    ...stays.flatMap(({ asset, nr, method, amountVnd }) => [
      says('parking.entered', asset, at('08:00:00'), { stayId: nr }, nr),
      says('parking.paid', asset, at('09:00:00'), { paymentId: nr, stayId: nr, method, amountVnd }, nr),
      says('parking.exited', asset, at('09:01:00'), { stayId: nr, stayS: 3_660 }, nr),
    ]),
    // One drove off without paying.
    says('parking.entered', 'B001', at('10:00:00'), { stayId: '9' }, '9'),
    says('parking.exited', 'B001', at('11:00:00'), { stayId: '9', stayS: 3_600 }, '9'),
    ...[statedOf('B001', 'qr', 3), statedOf('B002', 'tag', 2)],
  ];
  expect(await postEvents(site.system.ingestUrl, token, events)).toBe(202);
  await waitFor('the events to be stored', async () => {
    const { rows } = await site.sql.query<{ n: string }>(
      "SELECT count(*) AS n FROM events WHERE type LIKE 'parking.%'",
    );
    return Number(rows[0]?.n) === events.length;
  });
});
afterAll(() => site.close());

async function open(path: string, on = page): Promise<void> {
  await on.goto(`${site.system.publicUrl}${path}`);
  await on.locator('[data-alive="true"]').waitFor();
}

/** Looks with axe, as a desk shows it and on a phone, and takes pictures. */
async function expectNoFaults(name: string): Promise<void> {
  for (const [shape, [width, height]] of Object.entries({ desk: [1920, 1080], phone: [390, 844] } as const)) {
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

async function told(on = page): Promise<void> {
  await on.locator('#told:focus').waitFor();
  expect(await on.locator('#told').getAttribute('data-told')).toBe('done');
}

async function check(name: string, text: string | Buffer, mapping: string): Promise<void> {
  const form = page.locator('form[action^="?/check"]');
  await form.locator('select').selectOption(mapping);
  const buffer = typeof text === 'string' ? Buffer.from(text) : text;
  await form.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await form.locator('.send button').click();
  await page.locator('#told:focus').waitFor();
}

test('a bank’s statement is mapped, checked row by row, and taken in once', async () => {
  await open('/parking/import');
  const form = page.locator('form[action^="?/map"]');
  const [vetc, vdtc] = mappings;
  await form.getByLabel(/^Mã/).fill(vetc.code);
  await form.getByLabel('Ngân hàng').fill(vetc.bank);
  const { columns } = vetc;
  const filled = {
    date: columns.date,
    text: columns.text,
    number: columns.number,
    credit: columns.credit,
    debit: columns.debit,
  };
  for (const [name, title] of Object.entries(filled)) await form.locator(`input[name=${name}]`).fill(title ?? '');
  await form.locator('select[name=operator]').selectOption('VETC');
  await form.locator('select[name=delimiter]').selectOption(';');
  await form.getByLabel(/^Nội dung nêu/).fill(vetc.reference);
  await form.getByLabel('Lý do').fill('ngân hàng mới');
  await form.getByRole('button').click();
  await told();
  await site.system.ask('money.mapping.set', vdtc);

  await open('/parking/import');
  const transfer = {
    operator: 'VETC',
    bookedDay: addDays(day, 2),
    amountVnd: 55_000,
    for: { site: 'B001', method: 'qr', day },
  };
  const good = writeCsv([transfer], lastDay);
  await check('sao-ke.csv', good.replace(/"\d\d\/\d\d\/\d{4} 08:10"/, '"32/13/2026"'), vetc.code);
  const problem = page.locator('tr[data-problem="bad-date"]');
  expect(await problem.textContent()).toMatch(/4\s*Ngày giao dịch\s*“32\/13\/2026” không phải ngày/);
  await expectNoFaults('import');
  await check('sao-ke.csv', good, vetc.code);
  await page.locator('[data-checked="checked"]').waitFor();
  expect(await page.locator('[data-fact="added"]').textContent()).toBe('1');
  await site.desk.send('import', 'sao kê tháng');
  await told();
  expect(await page.locator('tr[data-statement]').count()).toBe(1);
  await check('lại.csv', good, vetc.code);
  await page.getByText('Đúng nội dung này đã nhập rồi').waitFor();
  await check('vdtc.xlsx', await writeXlsx([{ ...transfer, bookedDay: addDays(day, 3) }], lastDay), vdtc.code);
  await page.locator('tr[data-problem="other-operator"]').waitFor();
  // Its bank tells of the days until then, and nothing came.
  await check('vdtc.xlsx', await writeXlsx([], lastDay), vdtc.code);
  await page.locator('[data-checked="checked"]').waitFor();
  await site.desk.send('import', 'sao kê tháng');
  await told();
});

test('the day says what is lacking, what is unknown, and leads to its sites', async () => {
  await open(`/parking?day=${day}`);
  const cells = async (key: string): Promise<string> =>
    (await page.locator(`tr[data-class="${key}"]`).textContent()) ?? '';
  expect(await cells('amount')).toMatch(/1\s*\+5\.000/);
  expect(await cells('missing')).toMatch(/1\s*\+60\.000/);
  expect(await page.locator('[data-fact="difference"]').textContent()).toContain('+65.000');
  expect(await page.locator('[data-silent="6"]').textContent()).toMatch(/6 bãi im lặng.*B003/);
  await page.locator('[data-hindrance]').waitFor();
  await expectNoFaults('day');
  const csv = await page.request.get(`${site.system.publicUrl}/parking/export/sites.csv?day=${day}&only=differing`);
  await open(`/parking?day=${day}&only=differing&sort=lacking`);
  const shown = await page.locator('tbody[data-table="sites"] th').allTextContents();
  const lines = (await csv.text()).trim().split('\r\n').slice(4);
  expect(lines.map((line) => line.split(',')[0])).toEqual(shown.map((text) => text.trim()));
  // In, stays, out, payments, failed, paid; by method; what each method took and failed; then stated, banked, lacking.
  expect(lines[0]).toMatch(/^B002,.*,VDTC,2,2,2,2,0,60000,0,0,0,0,2,0,0,0,0,0,0,0,0,60000,0,60000,0,60000,1,0,/);
  const operators = await page.request.get(`${site.system.publicUrl}/parking/export/operators.csv?day=${day}`);
  expect(await operators.text()).toMatch(/\r\nVDTC,2,2,2,2,0,60000,0,0,0,0,2,/);
  const shifts = await page.request.get(`${site.system.publicUrl}/parking/export/shifts.csv?day=${day}`);
  expect(await shifts.text()).toMatch(/\r\n[^,]+,6,6,6,5,0,120000,0,0,3,0,2,/);
  const xlsx = await page.request.get(`${site.system.publicUrl}/parking/export/differences.xlsx?day=${day}`);
  expect([xlsx.status(), (await xlsx.body()).subarray(0, 2).toString()]).toEqual([200, 'PK']);
  await page.getByRole('link', { name: 'B001' }).first().click();
  await page.getByRole('heading', { name: 'B001' }).waitFor();
  expect(await page.getByText('Xe ra chưa trả', { exact: true }).locator('xpath=..').textContent()).toMatch(/1$/);
  await expectNoFaults('site');
  expect(await page.locator('a.give').getAttribute('href')).toContain(`from=kpi%3Aparking%3A${day}`);
  const row = page.locator('tbody[data-table="unpaid"] tr');
  expect([await row.count(), await row.textContent()]).toEqual([1, expect.stringMatching(/11:00:00\s*60/)]);
  const link = new URL((await row.getByRole('link').getAttribute('href')) ?? '', page.url());
  const [timeMs, seq, next] = (link.searchParams.get('before') ?? '').split('-').map(Number);
  // The page of a site's events begins with what lies before the place that it is asked for.
  const { rows } = await site.sql.query(
    'SELECT asset, type FROM events WHERE time = $1 AND (seq, idx) < ($2, $3) ORDER BY seq DESC, idx DESC LIMIT 1',
    [new Date(timeMs ?? 0), seq, next],
  );
  expect([link.pathname, rows]).toEqual(['/asset/B001', [{ asset: 'B001', type: 'parking.exited' }]]);
});

test('before any report nothing is stated or due: unknown, not zero and not all lacking', async () => {
  const paid = { paymentId: 'new', method: 'qr', amountVnd: 20_000 };
  const yesterday = addDays(day, 15);
  const one = {
    ...{ specversion: '1.0', source: 'urn:six:parking', id: 'new', type: 'parking.paid', asset: 'B001', data: paid },
    time: new Date(`${yesterday}T09:00:00+07:00`).toISOString(),
  };
  expect(await postEvents(site.system.ingestUrl, token, [one])).toBe(202);
  await waitFor('the payment to be stored', async () => {
    const { rowCount } = await site.sql.query("SELECT FROM events WHERE id = 'new'");
    return rowCount === 1;
  });
  await open(`/parking?day=${yesterday}`);
  const place = async (at: number): Promise<string> =>
    ((await page.locator(`[data-place="${at}"]`).textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();
  expect([await place(0), await place(1)]).toEqual([
    expect.stringContaining('20.000'),
    expect.stringMatching(/— chưa có báo cáo$/),
  ]);
  expect([await place(2), await place(3)]).toEqual([expect.stringMatching(/—$/), expect.stringMatching(/—$/)]);
  expect(await page.locator('tr[data-key="VETC"] [data-column="stated"]').textContent()).toContain('— chưa có báo cáo');
});

test('one person explains and proposes, another closes the day', async () => {
  await open(`/parking?day=${day}`);
  for (const left of [1, 0]) {
    const form = page.locator('form[action^="?/explain"]');
    await form.locator('input[name=words]').fill('đã hỏi đơn vị vận hành');
    await form.getByRole('button').click();
    await told();
    await waitFor(
      'one less',
      async () => (await page.locator('[data-fact="unexplained"]').textContent()) === String(left),
    );
  }
  await site.desk.act('propose', 'chốt sổ');
  await page.getByText('người khác phải duyệt').waitFor();
  expect(await page.locator('form[action^="?/approve"]').count()).toBe(0);

  const { password = '' } = await site.system.ask<AccountSet>('account.create', { name: 'minh', role: 'leader' });
  const other = await site.desk.openAs('minh', password);
  await open(`/parking?day=${day}`, other);
  const form = other.locator('form[action^="?/approve"]');
  await form.getByLabel('Lý do').fill('đã xem');
  await form.getByRole('button').click();
  await told(other);
  await other.locator('[data-closing="closed"]').waitFor();
  await open(`/parking?day=${day}&lang=en`);
  await page.locator('p.state[data-state="closed"]').waitFor();
  await page.getByText('Differences, one by one').first().waitFor();
  await expectNoFaults('closed');
  expect(site.desk.complaints).toEqual([]);
});

test('a day whose events were dropped shows its closed figures; one that was not closed says what to do', async () => {
  await site.sql.query(
    `INSERT INTO seals (world, day, events, events_hash, dropped_at)
     VALUES ('live', $1, 1, 'x', now()) ON CONFLICT DO NOTHING`,
    [day],
  );
  await open(`/parking?day=${day}`);
  await page.locator('[data-by="closed"]').waitFor();
  expect(await page.locator('[data-fact="difference"]').textContent()).toContain('+65.000');
  expect(await page.locator('form[action^="?/reopen"]').count()).toBe(0);
  await expectNoFaults('closed-gone');
  await open(`/parking?day=${addDays(day, 1)}`);
  const said = page.locator('p[data-gone]');
  expect(await said.textContent()).toContain('không đối soát lại được');
  expect(await page.locator(`tr[data-day="${day}"]`).textContent()).toMatch(
    /120\.000.*120\.000.*đã chốt · hết hạn giữ/s,
  );
  await expectNoFaults('gone');
  expect(
    (await page.request.get(`${site.system.publicUrl}/parking/export/sites.csv?day=${addDays(day, 1)}`)).status(),
  ).toBe(410);
  await page.goto(`${site.system.publicUrl}/parking/B001?day=${addDays(day, 3)}`);
  await page.locator('[data-gone]').first().waitFor();
});

test('who has no right to the money is offered nothing', async () => {
  const { password = '' } = await site.system.ask<AccountSet>('account.create', { name: 'xem', role: 'viewer' });
  const viewer = await site.desk.openAs('xem', password);
  const answer = await viewer.goto(`${site.system.publicUrl}/parking`);
  expect(new URL(viewer.url()).pathname).toBe('/refused');
  expect(answer?.status()).toBe(403);
  expect(await viewer.locator('nav a[href^="/parking"]').count()).toBe(0);
});
