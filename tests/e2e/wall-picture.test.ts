import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CityView } from '../../display/src/lib/city/city-view.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { launchBrowser } from '../support/browser.ts';
import { shareOfDifference } from '../support/compare-pictures.ts';
import { faultsOfText } from '../support/faults-of-text.ts';
import { wallScenes } from '../../shared/locality/wall-settings.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { aQuietCity, someKpis } from '../support/fixed-city.ts';
import { startFixedFeed, type FixedState } from '../support/fixed-feed.ts';
import { startSystem, type System } from '../support/system.ts';

/*
 * The wall as it looks with one state of one city, point by point against a stored picture. After a change that is meant:
 *   PICTURES=write npx vitest run --project e2e tests/e2e/wall-picture.test.ts
 */

const stored = join(PROJECT_DIR, 'tests/e2e/pictures/wall.png');
/** Letters are drawn a little differently by each version of a browser; a panel that moved is more. */
const mostDifferent = 0.003;

let database: TestDatabase;
let system: System;
let browser: Browser;
let feed: Awaited<ReturnType<typeof startFixedFeed>>;
let state: FixedState | undefined;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  feed = await startFixedFeed(() => {
    if (!state) throw new Error('nothing is told yet');
    return state;
  });
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'display'],
    envOf: { display: { LIVE_PORT: String(feed.port) } },
  });
  browser = await launchBrowser(['--font-render-hinting=none']);
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await feed.close();
  await database.drop();
});

test('the wall looks as it was last agreed on', async () => {
  const page = await openPage();
  await show(page, '');
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  await page.evaluate('document.fonts.ready');
  // How our processes are, and how the map is drawn, are other matters. What still moves is waited for.
  const take = (): Promise<Buffer> =>
    page.screenshot({ animations: 'disabled', mask: [page.locator('.platform'), page.getByTestId('map')] });
  let picture = await take();
  await expect
    .poll(
      async () => {
        const before = picture;
        picture = await take();
        return before.equals(picture);
      },
      { timeout: 30_000, interval: 500 },
    )
    .toBe(true);
  if (process.env.PICTURES === 'write') writeFileSync(stored, picture);
  expect(existsSync(stored), `${stored} is missing; write it as the head of this file says`).toBe(true);
  expect(await shareOfDifference(browser, readFileSync(stored), picture)).toBeLessThanOrEqual(mostDifferent);
  // The measure sees what a person would: a panel that is gone.
  await page.evaluate(`document.querySelector('[data-testid="matters"]').style.visibility = 'hidden'`);
  expect(await shareOfDifference(browser, readFileSync(stored), await take())).toBeGreaterThan(mostDifferent);
  await page.context().close();
});

test('all text on it can be read from the farthest place, and stands whole', async () => {
  const page = await openPage();
  // Every scene, and as little as is shown from farther away: as it comes to stand, with its own letters, fitted to its panels.
  for (const query of ['', ...wallScenes.map((scene) => `?scene=${scene}`), '?maxViewM=5', '?maxViewM=8']) {
    await show(page, query);
    await page.evaluate('document.fonts.ready');
    await expect.poll(() => faultsOfText(page), { message: query, timeout: 20_000 }).toEqual([]);
  }
  // The measure sees what it is for.
  await page.evaluate(`document.querySelector('[data-kpi] strong').style.fontSize = '0.7em'`);
  expect(await faultsOfText(page)).toContainEqual(expect.stringContaining('small: 0.70u'));
  await page.context().close();
});

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${system.publicUrl}/login`);
  await page.request.get(`${system.publicUrl}/wall?token=${system.wallToken}`);
  const answer = await page.request.get(`${system.publicUrl}/wall/city.json`);
  state = aQuietCity((await answer.json()) as CityView);
  const { at } = state;
  await page.route('**/wall/kpi.json?*', (route) => route.fulfill({ json: someKpis(at) }));
  return page;
}

async function show(page: Page, query: string): Promise<void> {
  await page.goto(`${system.publicUrl}/wall${query}`);
  await page.locator('[data-kpi="on_time_share"][data-state="short"]').waitFor();
  await page.getByTestId('matters').locator('[data-matter]').first().waitFor();
}
