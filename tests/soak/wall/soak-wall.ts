import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findOrInstallChromium } from '../../../infra/servers/chromium.ts';
import { buildDisplay } from '../../../infra/setup/build-display.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { readAssets } from '../../bench/make-events.ts';
import { sendLoad } from '../send-load.ts';
import { startSoakSystem, type SoakSystem } from '../soak-system.ts';
import { drawWall } from './draw-wall.ts';
import { judgeWall, wallBounds, type WallVerdict } from './judge-wall.ts';
import { openWatchedWall } from './open-watched-wall.ts';
import type { Collected, WallRecording, WallSample } from './wall-sample.ts';

const perS = 2_000;
const sampleEveryS = 5;
/** Everything is collected so often: in between the heap is the page's own affair. */
const collectEvery = 6;

export type WallSoakOptions = {
  readonly minutes: number;
  readonly packDir: string;
  readonly svg: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/** Keeps one wall open in a real browser at 2,000 events a second; whether its page stayed as it was. */
export async function soakWall(options: WallSoakOptions): Promise<boolean> {
  const { minutes, packDir, svg, env, say, signal } = options;
  const report = ({ text }: { text: string }): void => {
    say(text);
  };
  const browser = await findOrInstallChromium({ cacheDir: cacheFolder(env), env, report, signal });
  await buildDisplay(PROJECT_DIR, signal);
  const soak = await startSoakSystem(packDir);
  try {
    const recording = await watch(soak, options, browser);
    const verdict = judgeWall(recording);
    const headline = `A wall for ${minutes} min at ${perS.toLocaleString('en')} events/s: ${verdict.heapMib.toFixed(0)} MiB of heap, ${verdict.longTasks} tasks over 50 ms; ${verdict.verdict}`;
    writeFileSync(svg, drawWall(recording, headline));
    for (const line of describe(verdict)) say(line);
    say(`drawn in ${svg}`);
    return verdict.verdict !== 'grows';
  } finally {
    await soak.stop();
  }
}

async function watch(
  { system }: SoakSystem,
  { minutes, packDir, say, signal }: WallSoakOptions,
  browser: Parameters<typeof openWatchedWall>[0],
): Promise<WallRecording> {
  const token = await system.createKey({
    ...{ source: 'urn:bench', world: 'live', assets: ['*'], ratePerS: 100_000 },
    kinds: ['kiosk', 'ticket', 'counter', 'parking'],
  });
  const load = sendLoad(system.ingestUrl, token, readAssets(packDir), { steadyPerS: perS, burstPerS: perS });
  const wall = await openWatchedWall(browser, `${system.publicUrl}/wall?token=${encodeURIComponent(system.wallToken)}`);
  try {
    const samples: WallSample[] = [];
    const collected: Collected[] = [];
    const sent: (readonly [number, number])[] = [];
    const startMs = performance.now();
    const elapsedS = (): number => (performance.now() - startMs) / 1_000;
    let accepted = load.tally.accepted;
    for (let round = 1; elapsedS() < minutes * 60 && !signal.aborted; round += 1) {
      await sleep(Math.max(0, round * sampleEveryS - elapsedS()) * 1_000);
      const sample = await wall.sample(elapsedS());
      samples.push(sample);
      const lastS = sent.at(-1)?.[0] ?? 0;
      sent.push([sample.atS, (load.tally.accepted - accepted) / (sample.atS - lastS)]);
      accepted = load.tally.accepted;
      if (round % collectEvery !== 0) continue;
      const left = await wall.collect(elapsedS());
      collected.push(left);
      say(
        `${(sample.atS / 60).toFixed(1)}/${minutes} min  heap ${sample.heapMib.toFixed(1)} MiB, collected ${left.heapMib.toFixed(1)} MiB, longest task ${sample.longestMs.toFixed(0)} ms`,
      );
    }
    return { minutes, samples, collected, load: sent };
  } finally {
    await wall.close();
    await load.stop();
  }
}

function describe(verdict: WallVerdict): string[] {
  const { heapMib, peakMib, heapSlope, nodesSlope, listenersSlope, longTasks, longestMs, liveShare } = verdict;
  const { heapMibPerHour, nodesPerHour, listenersPerHour } = wallBounds;
  return [
    `heap ${heapMib.toFixed(1)} MiB collected, ${peakMib.toFixed(1)} at most; ${heapSlope.toFixed(1)} MiB/h (allowed ${heapMibPerHour})`,
    `nodes ${nodesSlope.toFixed(0)}/h (allowed ${nodesPerHour}), listeners ${listenersSlope.toFixed(0)}/h (allowed ${listenersPerHour})`,
    `tasks over 50 ms once warm: ${longTasks}, the longest ${longestMs.toFixed(0)} ms; live in ${(100 * liveShare).toFixed(1)} % of the samples`,
    verdict.verdict === 'grows' ? 'FAILED: the page grows' : verdict.verdict,
  ];
}
