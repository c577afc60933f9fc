import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { findOrInstallChromium } from '../../../infra/servers/chromium.ts';
import { softwareGraphics } from '../../../infra/screenshot/take-picture.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import type { Figures, Measurement } from '../measurement.ts';
import { spreadAll } from '../quantiles.ts';
import type { Run, Seen } from '../../../display/src/lib/map/measured/run.ts';
import { servePage } from './serve-page.ts';
import { traceTasks, type LongestTask } from './trace-tasks.ts';

const full = { rounds: 3, assets: 10_000, updates: 100, plainUpdates: 20 };
const small = { rounds: 1, assets: 1_000, updates: 20, plainUpdates: 10 };
const updatesPerS = 10;
// One asset in a hundred changes with each update: a thousand changes a second.
const changedShare = 0.01;

/**
 * The map of a city of 10,000 assets, brought up to date ten times a second: our updates against setting the whole
 * collection anew, in turns, in one browser; CPU time of the page's main thread. Ours must end with the picture that a map opened
 * afterwards draws.
 */
export const map: Measurement = {
  name: 'map',
  about: 'ten updates a second of a map of 10,000 assets, against setting all of it anew',
  minutes: 4,
  run: async ({ say, signal, quick }): Promise<Figures> => {
    const size = quick ? small : full;
    const report = ({ text }: { text: string }): void => {
      say(text);
    };
    const { executablePath, args } = await findOrInstallChromium({
      ...{ cacheDir: cacheFolder(process.env), env: process.env, report, signal },
    });
    const page = await servePage(join(PROJECT_DIR, 'display/src/lib/map/measured'));
    const browser = await chromium.launch({ executablePath, args: [...args, ...softwareGraphics] });
    const stop = (): void => void browser.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const rounds: Figures[] = [];
      const run = {
        ...{ assets: size.assets, updates: size.updates, updatesPerS, hasNames: true },
        changesPerUpdate: Math.round(size.assets * changedShare),
      };
      const whole = await watch(browser, page.url, { ...run, way: 'ours', hasNames: false });
      if (whole.differingChannels > 0) {
        throw new Error(`${whole.differingChannels} channels of pixels are not as a map opened at the end draws them`);
      }
      say(
        `after all updates the picture is that of a map opened then; none of its channels is ${whole.mostDiffering + 1} off`,
      );
      for (let round = 0; round < size.rounds; round++) {
        const ours = await watch(browser, page.url, { ...run, way: 'ours' });
        const plain = await watch(browser, page.url, { ...run, way: 'plain', updates: size.plainUpdates });
        rounds.push({
          map_update_over_plain: ours.msPerUpdate / plain.msPerUpdate,
          ...{ map_update_ms: ours.msPerUpdate, map_plain_update_ms: plain.msPerUpdate },
          ...{ map_longest_task_ms: ours.longestTaskMs, map_plain_longest_task_ms: plain.longestTaskMs },
          map_longest_task_work_ms: ours.updating.workMs,
          map_plain_longest_task_work_ms: plain.updating.workMs,
          ...{ map_opening_task_ms: ours.opening.clockMs, map_opening_task_work_ms: ours.opening.workMs },
          map_long_tasks: ours.longTasks,
          map_plain_long_tasks: plain.longTasks,
          map_layout_shift: ours.layoutShift,
        });
        say(
          `round ${round + 1}: ${ours.msPerUpdate.toFixed(1)} ms against ${plain.msPerUpdate.toFixed(1)} ms an update`,
        );
      }
      return spreadAll(rounds);
    } finally {
      signal.removeEventListener('abort', stop);
      await browser.close();
      page.stop();
    }
  },
};

type Watched = Seen & { readonly msPerUpdate: number; readonly opening: LongestTask; readonly updating: LongestTask };

/** Opens the map, updates it, and reads how long the page's main thread worked for that. */
async function watch(browser: Browser, url: string, run: Run): Promise<Watched> {
  const page = await browser.newPage({ viewport: { width: 1_920, height: 1_080 } });
  try {
    await page.goto(url);
    const opened = await traceTasks(browser);
    await page.evaluate(`bench.open(${JSON.stringify(run)})`);
    const opening = await opened();
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    const workedMs = async (): Promise<number> => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
    };
    const beforeMs = await workedMs();
    const updated = await traceTasks(browser);
    await page.evaluate('bench.update()');
    const updating = await updated();
    const msPerUpdate = ((await workedMs()) - beforeMs) / run.updates;
    const seen: Seen = await page.evaluate('bench.close()');
    return { ...seen, msPerUpdate, opening, updating };
  } finally {
    await page.close();
  }
}
