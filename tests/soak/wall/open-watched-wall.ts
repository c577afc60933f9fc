import { chromium } from 'playwright-core';
import { softwareGraphics } from '../../../infra/screenshot/take-picture.ts';
import type { Browser } from '../../../infra/servers/chromium.ts';
import type { Collected, WallSample } from './wall-sample.ts';

const drawTimeoutMs = 90_000;
const mib = 2 ** 20;

/** Run in the page before anything else: tells of every task that held its thread for more than 50 ms. */
const watchTasks = `globalThis.longTasks = [];
new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: 'longtask' });`;

/** A wall in a real browser, and what its page takes. */
export type WatchedWall = {
  readonly sample: (atS: number) => Promise<WallSample>;
  /** Collects everything that can be, and tells what is left. */
  readonly collect: (atS: number) => Promise<Collected>;
  readonly close: () => Promise<void>;
};

/** Opens a wall at 1920×1080 and waits until its map is drawn. */
export async function openWatchedWall(browser: Browser, url: string): Promise<WatchedWall> {
  const launched = await chromium.launch({
    executablePath: browser.executablePath,
    args: [...browser.args, ...softwareGraphics],
  });
  const page = await launched.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.addInitScript(watchTasks);
  const tools = await page.context().newCDPSession(page);
  await tools.send('Performance.enable');
  await page.goto(url, { waitUntil: 'load' });
  await page.getByTestId('wall').waitFor({ timeout: drawTimeoutMs });
  await page.locator('[data-testid="map"][data-status="drawn"]').waitFor({ timeout: drawTimeoutMs });

  const metrics = async (): Promise<ReadonlyMap<string, number>> => {
    const { metrics: told } = await tools.send('Performance.getMetrics');
    return new Map(told.map(({ name, value }) => [name, value]));
  };
  const heapMibOf = (of: ReadonlyMap<string, number>): number => (of.get('JSHeapUsedSize') ?? NaN) / mib;
  return {
    sample: async (atS) => {
      const long = await page.evaluate<number[]>('longTasks.splice(0)');
      const link = await page.getByTestId('wall').getAttribute('data-link');
      const heapMib = heapMibOf(await metrics());
      return { atS, heapMib, longTasks: long.length, longestMs: Math.max(0, ...long), isLive: link === 'live' };
    },
    collect: async (atS) => {
      await tools.send('HeapProfiler.collectGarbage');
      const told = await metrics();
      const [nodes = NaN, listeners = NaN] = [told.get('Nodes'), told.get('JSEventListeners')];
      return { atS, heapMib: heapMibOf(told), nodes, listeners };
    },
    close: () => launched.close(),
  };
}
