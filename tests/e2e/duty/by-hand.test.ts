import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { postEvents } from '../../support/beats.ts';
import { startDutySite, type DutySite } from '../../support/duty-site.ts';
import { waitFor } from '../../support/wait-for.ts';

/* What officers put right by hand, in a browser, on real servers: the ward that is meant, when it began, whose it is, which
 * incident an alert belongs to. */

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

let site: DutySite;
let page: Page;

beforeAll(async () => {
  site = await startDutySite(rules, 'lan');
  ({ page } = site.desk);
  page.setDefaultTimeout(60_000);
  await site.makeAccount('binh', 'duty');
  await site.makeAccount('xem', 'viewer');
});
afterAll(() => site.close());

async function incidentNamed(title: string): Promise<{ id: number; units: string[]; occurred: Date; owner: string }> {
  const { rows } = await site.sql.query<{ id: number; units: string[]; occurred: Date; owner: string }>(
    'SELECT id::int AS id, units, occurred_at AS occurred, owner FROM incidents WHERE title_vi = $1',
    [title],
  );
  const [row] = rows;
  if (!row) throw new Error(`there is no incident ${title}`);
  return row;
}

test('a beginning of two wards is asked about; Enter twice guesses nothing, a digit answers', async () => {
  await site.desk.open('/duty');
  await page.locator('[data-testid="duty"][data-read-only="no"][data-known="true"]').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('Mất điện cả dãy');
  await page.keyboard.press('Tab');
  await page.keyboard.type('ho');
  await page.keyboard.press('Enter');
  await page.locator('#which-place:focus').waitFor();
  expect(await page.locator('[data-place]').count()).toBe(2);
  expect(await page.locator('[data-place]').nth(1).getAttribute('data-place')).toBe('00103');
  expect(await site.desk.faults()).toEqual([]);
  await page.keyboard.press('Enter');
  expect(await page.locator('form[data-ask="open"]').count()).toBe(1);
  await page.getByLabel(/^Xảy ra lúc/).fill('2026-01-05T07:30');
  await page.locator('#which-place').focus();
  await page.keyboard.press('2');
  await page.getByTestId('detail').getByText('Mất điện cả dãy').waitFor();
  const made = await incidentNamed('Mất điện cả dãy');
  expect(made.units).toEqual(['00103']);
  expect(made.occurred.toISOString()).toBe('2026-01-05T00:30:00.000Z');
});

test('who may have it is offered, and is given it without a name being typed', async () => {
  await page.locator('[data-act="escalate"]').click();
  const who = page.locator('form[data-ask="escalate"] select[name="account"]');
  await who.waitFor();
  // Nobody who only looks is among them.
  expect(await who.locator('option').allTextContents()).toEqual(['giữ nguyên', 'admin', 'binh', 'lan']);
  await who.selectOption('binh');
  await page.locator('form[data-ask="escalate"] textarea').fill('Binh ở gần');
  await page.locator('form[data-ask="escalate"]').getByRole('button', { name: 'Ghi' }).click();
  await waitFor('it to be given', async () => (await incidentNamed('Mất điện cả dãy')).owner === 'binh');
});

test('an alert is moved to the incident it belongs to, and back; both are merged as they were seen', async () => {
  const token = await site.system.createKey({ source: 'urn:hand', world: 'live', kinds: ['link'], assets: ['*'] });
  const event = { specversion: '1.0', id: 'down', source: 'urn:hand', type: 'link.checked', asset: 'S-DVCQG' };
  const sent = [{ ...event, time: new Date().toISOString(), data: { ok: false, coversS: 60 } }];
  expect(await postEvents(site.system.ingestUrl, token, sent)).toBe(202);
  const found = async (): Promise<number | null> => {
    const { rows } = await site.sql.query<{ id: number | null }>('SELECT incident::int AS id FROM alerts');
    return rows[0]?.id ?? null;
  };
  await waitFor('the alert to be in an incident', async () => (await found()) !== null);
  const first = await found();
  const other = await incidentNamed('Mất điện cả dãy');
  await site.desk.open(`/incident/${String(first)}`);
  await page.locator('tr[data-alert] input[type="checkbox"]').check();
  const into = page.locator('form[action^="?/join"] select[name="into"]');
  await into.selectOption({ label: `SC-${other.id} · Mất điện cả dãy` });
  expect(await site.desk.faults()).toEqual([]);
  await page.locator('form[action^="?/join"]').getByRole('button').click();
  await page.locator('#told[data-told="done"]', { hasText: `sang SC-${other.id}` }).waitFor();
  expect(await found()).toBe(other.id);
  await page.locator('form[action^="?/undo"]').getByRole('button').click();
  await page.locator('#told[data-told="done"]', { hasText: 'Đã hoàn tác' }).waitFor();
  expect(await found()).toBe(first);

  await page.locator('summary', { hasText: 'Việc khác' }).click();
  const merge = page.locator('form[action^="?/merge"]');
  await merge.locator('select[name="into"]').selectOption({ label: `SC-${other.id} · Mất điện cả dãy` });
  // Somebody else writes to the other one meanwhile; nothing but its version tells.
  await site.sql.query('UPDATE incidents SET version = version + 1 WHERE id = $1', [other.id]);
  await merge.getByRole('button').click();
  await page.locator('#told[data-told="conflict"]').waitFor();
  expect(await found()).toBe(first);
  await site.desk.open(`/incident/${String(first)}`);
  await page.locator('summary', { hasText: 'Việc khác' }).click();
  await merge.locator('select[name="into"]').selectOption({ label: `SC-${other.id} · Mất điện cả dãy` });
  await merge.getByRole('button').click();
  await page.waitForURL(`**/incident/${other.id}`);
  expect(await found()).toBe(other.id);
  expect(site.desk.complaints).toEqual([]);
});
