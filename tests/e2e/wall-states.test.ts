import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CityView } from '../../display/src/lib/city/city-view.ts';
import { changeFeed } from '../../infra/screenshot/take-picture.ts';
import { wallStates, type WallState } from '../../infra/screenshot/wall-states.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { startSystem, type System } from '../support/system.ts';

/** The wall of another city, in each of the states that pictures are taken of, in both languages. */

let database: TestDatabase;
let system: System;
let browser: Browser;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    packDir: join(PROJECT_DIR, 'infra/localities/ha-tinh'),
    processes: ['office', 'writer', 'live', 'ingest', 'display'],
  });
  browser = await launchBrowser();
  await beat();
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await database.drop();
});

test('it is the wall of that city, every unit of it on the map', async () => {
  const page = await openWall('normal', 'vi');
  await page.getByText('Hà Tĩnh', { exact: true }).first().waitFor();
  expect(await page.getByTestId('watermark').count()).toBe(0);
  const city = await cityOf(page);
  expect(city.units).toHaveLength(69);
  expect(city.areas.features.features.length).toBeGreaterThanOrEqual(69);
  await page.context().close();
});

test.each([
  ['vi', 'Tổng đài không nhận cuộc gọi'],
  ['en', 'The hotline takes no calls'],
] as const)('one P1 among six heads the list: %s', async (language, title) => {
  const page = await openWall('p1', language);
  const counts = page.getByTestId('abnormal').locator('[data-priority]');
  await page.getByTestId('abnormal').locator('[data-priority="P1"]').waitFor();
  expect(await counts.count()).toBe(3);
  const first = page.getByTestId('matters').locator('[data-matter]').first();
  expect(await first.textContent()).toContain(title);
  await page.context().close();
});

test.each(['vi', 'en'] as const)('a flood is counted whole, and what does not fit is said: %s', async (language) => {
  const page = await openWall('flood', language);
  await page.getByTestId('abnormal').locator('[data-priority="P3"]').waitFor();
  const told = (await page.getByTestId('abnormal').textContent()) ?? '';
  for (const count of ['1', '9', '25']) expect(told).toContain(count);
  const shown = await page.getByTestId('matters').locator('[data-matter]').count();
  expect(shown).toBeLessThan(35);
  expect(await page.getByTestId('matters').textContent()).toContain(String(35 - shown));
  await page.context().close();
});

test.each([
  ['vi', 'Kiosk', /số liệu cũ|mất kết nối/],
  ['en', 'Kiosks', /old|lost/],
] as const)('sources that fell silent look it, under a server that is well: %s', async (language, title, words) => {
  const page = await openWall('stale', language);
  const kiosks = page.getByRole('region', { name: title, exact: true });
  await kiosks.filter({ hasText: words }).waitFor();
  expect(['stale', 'lost']).toContain(await kiosks.getAttribute('data-look'));
  expect(await page.getByTestId('wall').getAttribute('data-link')).toBe('live');
  await page.context().close();
});

test.each([
  ['vi', /MẤT KẾT NỐI – số liệu lúc \d\d:\d\d:\d\d/],
  ['en', /DISCONNECTED – figures of \d\d:\d\d:\d\d/],
] as const)('a server that is lost turns the whole wall grey: %s', async (language, words) => {
  const page = await openWall('lost', language);
  await page.locator('[data-testid="wall"][data-link="dead"]').waitFor();
  await page.getByTestId('link-banner').filter({ hasText: words }).waitFor();
  await page.context().close();
});

async function openWall(state: WallState, language: 'vi' | 'en'): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await changeFeed(page, wallStates[state]);
  await page.goto(`${system.publicUrl}/wall?token=${system.wallToken}&lang=${language}&scene=city`);
  await page.getByTestId('wall').waitFor();
  return page;
}

async function cityOf(page: Page): Promise<CityView> {
  const answer = await page.request.get(`${system.publicUrl}/wall/city.json`);
  return (await answer.json()) as CityView;
}

/** Every kiosk is heard once. */
async function beat(): Promise<void> {
  const page = await openWall('normal', 'vi');
  const kiosks = (await cityOf(page)).assets.filter(({ kind }) => kind === 'kiosk');
  await page.context().close();
  const token = await system.createKey({ source: 'kiosks', world: 'live', kinds: ['kiosk'], assets: ['*'] });
  const time = new Date().toISOString();
  const events = kiosks.map(({ code }) => ({
    ...{ specversion: '1.0', id: randomUUID(), source: 'kiosks', type: 'kiosk.heartbeat', time, asset: code },
    data: { healthy: true, coversS: 60 },
  }));
  const answer = await fetch(`${system.publicUrl}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  expect(answer.status, await answer.text()).toBe(202);
}
