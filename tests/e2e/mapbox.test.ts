import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { launchBrowser } from '../support/browser.ts';
import { shareOfDifference } from '../support/compare-pictures.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { startSystem, type System } from '../support/system.ts';
import { waitFor } from '../support/wait-for.ts';

/**
 * A city with a token for mapbox-gl, of nobody's account. What the engine hears from its makers is one of two things it hears in
 * earnest: nothing, where the wall has no way out, or that the token is refused.
 */
const makers = /^https:\/\/(api|events)\.mapbox\.com\//;

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
    processes: ['office', 'writer', 'live', 'ingest', 'display'],
    env: { MAPBOX_TOKEN: 'pk.eyJ1Ijoibm9ib2R5IiwiYSI6Im5vbmUifQ.AAAAAAAAAAAAAAAAAAAAAA' },
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await database.drop();
});

test(
  'with a token mapbox-gl draws the wall’s map, with no way to its makers too; refused, MapLibre draws the same',
  { timeout: 240_000 },
  async () => {
    const [cutOff, refused] = [await openWall((route) => route.abort()), await openWall(refuse)];
    await cutOff.locator('.mapboxgl-canvas').waitFor();
    await refused.locator('.maplibregl-canvas').waitFor();
    expect(await refused.locator('.mapboxgl-canvas').count()).toBe(0);
    // The land is hardly lighter than the ground: at the usual distance of channels a map without it would pass.
    const share = async (): Promise<number> =>
      shareOfDifference(browser, await pictureOf(cutOff), await pictureOf(refused), 8);
    await waitFor('the same picture', async () => (await share()) < 0.05);
    for (const page of [cutOff, refused]) await page.context().close();
  },
);

/** Of the map's place: the engines differ by a point in how they round the canvas that fills it. */
function pictureOf(page: Page): Promise<Buffer> {
  return page.getByTestId('map').screenshot();
}

/** As its makers answer a token that they do not know. */
function refuse(route: Route): Promise<void> {
  const headers = { 'access-control-allow-origin': '*' };
  return route.fulfill({ status: 401, headers, json: { message: 'Not Authorized - Invalid Token' } });
}

async function openWall(answer: (route: Route) => Promise<void>): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 720 } });
  await context.route(makers, answer);
  const page = await context.newPage();
  await page.goto(`${system.publicUrl}/wall?token=${system.wallToken}`);
  await page.locator('[data-testid="wall"][data-link="live"]').waitFor();
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: 60_000 });
  return page;
}
