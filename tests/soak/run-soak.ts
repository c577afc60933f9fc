import { setTimeout as sleep } from 'node:timers/promises';
import type { Recount } from '#shared/store/recount.ts';
import { readAssets } from '../bench/make-events.ts';
import { openHandlesOf, pssMibOf } from '../support/process-use.ts';
import { comeAndGo } from './come-and-go.ts';
import type { Kill, Recording, Sample, SystemSample } from './sample.ts';
import { sendLoad } from './send-load.ts';
import type { SoakSystem } from './soak-system.ts';

export type SoakOptions = {
  readonly minutes: number;
  readonly killEveryS: number | null;
  readonly packDir: string;
  readonly random: () => number;
  readonly onSample: (line: string, share: number) => void;
  readonly signal: AbortSignal;
};

export type Soaked = {
  readonly recording: Recording;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  readonly screensOpened: number;
  /** Stored events when all was counted, and what counting them again found. */
  readonly events: number;
  readonly recount: Recount;
};

const sampleEveryS = 5;
const screens = 20;
/** Near the end nothing is killed: the last minute shows whether it has settled. */
const calmEndS = 60;

/** Keeps the system under load for the given time, sampling it, and counts again at the end. */
export async function runSoak(soak: SoakSystem, options: SoakOptions): Promise<Soaked> {
  const { minutes, killEveryS, random, signal } = options;
  const token = await soak.system.createKey({
    ...{ source: 'urn:bench', world: 'live', assets: ['*'], ratePerS: 100_000 },
    kinds: ['kiosk', 'ticket', 'counter', 'parking'],
  });
  const load = sendLoad(soak.system.ingestUrl, token, readAssets(options.packDir));
  const watching = comeAndGo(soak.liveUrl, soak.system.wallToken, screens, random);
  const samples = new Map<string, Sample[]>(soak.processes.map((name) => [name, []]));
  const system: SystemSample[] = [];
  const kills: Kill[] = [];
  const startMs = performance.now();
  const elapsedS = (): number => (performance.now() - startMs) / 1_000;
  const lengthS = minutes * 60;
  let nextKillS = killEveryS ?? Infinity;

  for (let round = 1; elapsedS() < lengthS && !signal.aborted; round += 1) {
    await sleep(Math.max(0, round * sampleEveryS - elapsedS()) * 1_000);
    for (const [name, list] of samples) {
      const pid = soak.pidOf(name);
      const handles = openHandlesOf(pid);
      if (handles !== undefined)
        list.push({ atS: elapsedS(), pid, pssMib: pssMibOf(pid), handles, loopMs: await soak.loopMs(name) });
    }
    const lagFrames = await soak.lagFrames();
    if (lagFrames !== undefined) system.push({ atS: elapsedS(), lagFrames, sentPerS: load.sentPerS() });
    if (elapsedS() >= nextKillS && elapsedS() < lengthS - calmEndS) {
      const name = soak.processes[Math.floor(random() * soak.processes.length)] ?? '';
      process.kill(soak.pidOf(name), 'SIGKILL');
      kills.push({ atS: elapsedS(), process: name });
      nextKillS += (killEveryS ?? Infinity) * (0.75 + random() / 2);
    }
    options.onSample(
      `${load.tally.accepted} accepted, ${watching.open()} screens, lag ${lagFrames ?? '—'} frames, ${kills.length} kills`,
      elapsedS() / lengthS,
    );
  }
  await load.stop();
  watching.stop();
  const settled = await soak.settle();
  return {
    ...settled,
    ...load.tally,
    recording: { minutes, samples, system, kills },
    screensOpened: watching.opened(),
  };
}
