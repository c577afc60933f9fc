import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { CityView } from '../../display/src/lib/city/city-view.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { usualWall } from '../../shared/locality/wall-settings.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../support/database.ts';
import { openDesk } from '../support/desk.ts';
import { openFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { aQuietCity } from '../support/fixed-city.ts';
import { startFixedFeed, type FixedState } from '../support/fixed-feed.ts';
import { startSystem, type System } from '../support/system.ts';

/* What a screen that hangs for weeks meets once in a while, and nobody is there to press a button. */

const world = 'sim:weeks';
const drawn = '[data-testid="map"][data-status="drawn"]';
const failed = '[data-testid="map"][data-status="failed"]';
const live = '[data-testid="wall"][data-link="live"]';

let database: TestDatabase;
let link: FaultProxy;
let system: System;
let browser: Browser;
let feed: Awaited<ReturnType<typeof startFixedFeed>>;
let state: FixedState | undefined;
let calm: FixedState;

beforeAll(async () => {
  await buildDisplay(PROJECT_DIR);
  database = await createTestDatabase();
  link = await openFaultProxy(database.databaseUrl);
  feed = await startFixedFeed(() => {
    if (!state) throw new Error('nothing is told yet');
    return state;
  });
  system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'display'],
    envOf: { display: { LIVE_PORT: String(feed.port), DATABASE_URL: link.url, WALL_WORLD: world } },
  });
  browser = await launchBrowser();
  // The map answers another question every ten seconds.
  await system.ask('wall.set', { ...usualWall, playlist: { scenes: ['points', 'parking'], everyS: 10 } });
  const page = await openPage();
  await page.request.get(`${system.publicUrl}/wall?token=${system.wallToken}`);
  const answer = await page.request.get(`${system.publicUrl}/wall/city.json`);
  calm = { ...aQuietCity((await answer.json()) as CityView), incidents: [] };
  state = calm;
  await page.context().close();
});

afterAll(async () => {
  await browser.close();
  await system.stop();
  await feed.close();
  await link.close();
  await database.drop();
});

test('a graphics context that is lost is replaced; until then the wall goes on without its map', async () => {
  const page = await openPage();
  await showWall(page);
  await page.locator(drawn).waitFor({ timeout: 60_000 });
  // As where the graphics processor is away for a while: nothing new can be drawn on either.
  await page.evaluate(`(() => {
    const { getContext } = HTMLCanvasElement.prototype;
    const canvas = document.querySelector('[data-testid="map"] canvas.maplibregl-canvas');
    window.mend = () => { HTMLCanvasElement.prototype.getContext = getContext; };
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      return kind.startsWith('webgl') ? null : getContext.call(this, kind, ...more);
    };
    getContext.call(canvas, 'webgl2').getExtension('WEBGL_lose_context').loseContext();
  })()`);
  await page.locator(failed).waitFor();
  const scene = await page.getByTestId('scene').textContent();
  await expect.poll(() => page.getByTestId('scene').textContent(), { timeout: 40_000 }).not.toBe(scene);
  // Long enough for the map to be told of it.
  await page.locator(failed).waitFor();
  expect(await page.getByTestId('retry').count()).toBe(0);
  await page.locator(live).waitFor();
  await page.evaluate('mend()');
  await page.locator(drawn).waitFor({ timeout: 100_000 });
  expect(await page.locator('canvas.maplibregl-canvas').count()).toBe(1);
  await page.context().close();
});

test('an engine that cannot be fetched while the server restarts is fetched later', async () => {
  const page = await openPage();
  let isAway = true;
  let refused = 0;
  await page.route('**/_app/immutable/**', async (route) => {
    const answer = await route.fetch();
    if (isAway && (await answer.text()).includes('maplibregl-canvas')) {
      refused += 1;
      await route.abort('connectionrefused');
    } else await route.fulfill({ response: answer });
  });
  await showWall(page);
  await page.locator(failed).waitFor({ timeout: 60_000 });
  expect(refused).toBeGreaterThan(0);
  isAway = false;
  await page.locator(drawn).waitFor({ timeout: 100_000 });
  await page.context().close();
});

test('what breaks while figures are worked out shows the page that tries again, not figures that stand', async () => {
  const page = await openPage();
  // The feed tells of an asset what no wall can read.
  const assets = calm.assets.map((asset) => ({ ...asset, fields: null, open: null }));
  state = { ...calm, assets: assets as unknown as FixedState['assets'] };
  await openAddress(page);
  await page.getByTestId('retry').waitFor();
  expect(await page.locator('[data-testid="wall"]').count()).toBe(0);
  state = calm;
  await page.locator(live).waitFor({ timeout: 60_000 });
  await page.context().close();
});

test('the preview of a wall shows what the city’s walls show, marked as it is there', async () => {
  const desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
  const heard: string[] = [];
  desk.page.on('websocket', (socket) => heard.push(new URL(socket.url()).searchParams.get('world') ?? ''));
  await desk.open('/admin/wall?wall=main');
  const preview = desk.page.getByTestId('wall-preview');
  await preview.locator(live).waitFor({ state: 'attached' });
  expect(await preview.getByTestId('watermark').textContent()).toContain('MÔ PHỎNG');
  expect(new Set(heard)).toEqual(new Set([world]));
  expect(desk.complaints).toEqual([]);
  await desk.close();
});

test('a screen that is switched on while the database is away gets there by itself', async () => {
  const page = await openPage();
  await page.context().request.get(`${system.publicUrl}/wall?token=${system.wallToken}`);
  await link.cut();
  try {
    const answer = await page.goto(`${system.publicUrl}/wall`);
    expect(answer?.status()).toBe(500);
    await page.getByRole('heading', { name: 'Chưa mở được trang này (500)' }).waitFor();
    expect(await page.locator('script').count()).toBe(0);
    // Its style came too.
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(14, 18, 22)');
  } finally {
    await link.mend();
  }
  await page.locator(live).waitFor({ timeout: 60_000 });
  await page.context().close();
});

async function openPage(): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 720 } });
  return context.newPage();
}

async function openAddress(page: Page): Promise<void> {
  await page.goto(`${system.publicUrl}/wall?token=${system.wallToken}`);
}

async function showWall(page: Page): Promise<void> {
  await openAddress(page);
  await page.locator(live).waitFor();
}
