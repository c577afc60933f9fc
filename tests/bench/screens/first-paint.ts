import { chromium, type Browser } from 'playwright-core';
import { findOrInstallChromium } from '../../../infra/servers/chromium.ts';
import { softwareGraphics } from '../../../infra/screenshot/take-picture.ts';
import { buildDisplay } from '../../../infra/setup/build-display.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import type { Figures, Measurement } from '../measurement.ts';
import { spreadAll } from '../quantiles.ts';
import { startWatchedSystem } from '../scale/watched-system.ts';

const processes = ['office', 'writer', 'live', 'ingest', 'display'] as const;
const viewport = { width: 1_920, height: 1_080 };
const openTimeoutMs = 60_000;

/** A browser that holds nothing of ours opens the wall: when something is first painted, and when its figures are live. */
export const firstPaint: Measurement = {
  name: 'paint',
  about: 'a browser with nothing kept opens the wall: first paint, and figures that are live',
  minutes: 2,
  run: async ({ say, signal, quick }): Promise<Figures> => {
    const report = ({ text }: { text: string }): void => {
      say(text);
    };
    const { executablePath, args } = await findOrInstallChromium({
      ...{ cacheDir: cacheFolder(process.env), env: process.env, report, signal },
    });
    await buildDisplay(PROJECT_DIR, signal);
    const { system, stop } = await startWatchedSystem(processes);
    let browser: Browser | undefined;
    try {
      browser = await chromium.launch({ executablePath, args: [...args, ...softwareGraphics] });
      // The first opening warms up the server, not the browser.
      await open(browser, system);
      const rounds: Opened[] = [];
      for (let round = 0; round < (quick ? 1 : 7); round += 1) {
        signal.throwIfAborted();
        const opened = await open(browser, system);
        rounds.push(opened);
        say(
          `  painted after ${opened.wall_first_paint_ms.toFixed(0)} ms, live after ${opened.wall_live_ms.toFixed(0)} ms`,
        );
      }
      return spreadAll(rounds);
    } finally {
      await browser?.close();
      await stop();
    }
  },
};

type Opened = { readonly wall_first_paint_ms: number; readonly wall_live_ms: number };
type Wall = { readonly publicUrl: string; readonly wallToken: string };

/** Opens the wall with an empty cache; both times count from when it was asked for, by the page's own clock. */
async function open(browser: Browser, { publicUrl, wallToken }: Wall): Promise<Opened> {
  const context = await browser.newContext({ viewport });
  try {
    await context.request.get(`${publicUrl}/wall?token=${wallToken}`);
    const page = await context.newPage();
    await page.goto(`${publicUrl}/wall`);
    await page.locator('[data-testid="wall"][data-link="live"]').waitFor({ timeout: openTimeoutMs });
    const liveMs = await page.evaluate<number>('performance.now()');
    const paint = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime`;
    await page.waitForFunction(paint, undefined, { timeout: openTimeoutMs });
    return { wall_first_paint_ms: await page.evaluate<number>(paint), wall_live_ms: liveMs };
  } finally {
    await context.close();
  }
}
