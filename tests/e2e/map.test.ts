import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk, type Desk } from '../support/desk.ts';
import { startSystem, type System } from '../support/system.ts';

let database: TestDatabase;
let system: System;
let desk: Desk;
let key: string;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'writer', 'live', 'ingest', 'display'],
  });
  const kinds = ['kiosk', 'counter', 'parking'];
  key = await system.createKey({ source: 'map', world: 'live', kinds, assets: ['*'] });
  desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
});

afterAll(async () => {
  await desk.close();
  await system.stop();
  await database.drop();
});

test('the table says what the map shows, and follows it', async () => {
  await send('kiosk.fault', 'K002', { faultId: 'f1', code: 'printer', planned: false });
  await desk.open('/map');
  const { page } = desk;
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  const first = page.getByRole('row').nth(1);
  await first.getByText('sự cố').waitFor();
  expect(await first.getByRole('link').first().getAttribute('href')).toBe('/asset/K002');
  await send('kiosk.recovered', 'K002', { faultId: 'f1', code: 'printer', planned: false, downS: 60 });
  await page.getByRole('row', { name: 'K002' }).getByText('sự cố').waitFor({ state: 'detached' });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  expect((await saved).suggestedFilename()).toBe('map-state.csv');
  expect(await desk.faults()).toEqual([]);
});

test('a question is asked by the keyboard, answered by unit, and kept in the address', async () => {
  const { page } = desk;
  await send('counter.waiting', 'P00008', { expectedWaitS: 3_000 });
  await page.getByRole('radio', { name: 'Trạng thái thiết bị' }).focus();
  await page.keyboard.press('ArrowDown');
  const row = page.getByRole('row', { name: 'Ngọc Hà' });
  await row.getByText('50 phút').waitFor();
  await row.getByText('vượt xa ngưỡng').waitFor();
  // A unit that nothing was heard of is not a unit where nobody waits.
  await page.getByRole('row', { name: 'Ba Đình' }).getByText('chưa có dữ liệu').waitFor();
  await page.waitForURL('**/map?show=waiting');
  await page.locator('a[hreflang="en"][href*="show=waiting"]').waitFor();
  await page.reload();
  await page.getByRole('row', { name: 'Ngọc Hà' }).getByText('50 phút').waitFor();
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  expect(await desk.faults()).toEqual([]);
});

test('occupancy is of the sites that report; a press on the ground of a unit tells of it', async () => {
  const { page } = desk;
  await send('parking.occupancy', 'B002', { occupied: 57, capacity: 57 });
  await page.getByRole('radio', { name: 'Bãi đỗ: lấp đầy' }).check();
  await page.getByRole('row', { name: 'Ngọc Hà' }).getByText('100 %').waitFor();
  // Pressed once, while the map draws the answer.
  await page.getByTestId('map').locator('canvas').click();
  await page.getByRole('button', { name: 'Bỏ chọn' }).waitFor();
  expect(desk.complaints).toEqual([]);
});

async function send(type: string, asset: string, data: Record<string, unknown>): Promise<void> {
  const time = new Date().toISOString();
  const answer = await fetch(`${system.publicUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
    body: JSON.stringify({ specversion: '1.0', id: randomUUID(), source: 'map', type, time, asset, data }),
  });
  expect(answer.status, await answer.text()).toBe(202);
}
