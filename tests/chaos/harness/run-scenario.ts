import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '../../../infra/setup/report.ts';
import { openFaultProxy } from '../../support/fault-proxy.ts';
import { startOwnServer } from '../../support/own-server.ts';
import { randomFrom } from '../driver/random.ts';
import type { Chaos, Scenario } from '../scenario.ts';
import { startCity, type City } from './city.ts';
import type { Site } from './site.ts';

/** What became of a scenario: a line of the report. */
export type Outcome = {
  readonly id: string;
  readonly title: string;
  readonly required: string;
  readonly injections: number;
  readonly accepted: number;
  readonly lost: number;
  readonly repeated: number;
  /** The longest recovery, in seconds; null when none was measured. */
  readonly recoveryS: number | null;
  readonly verdict: 'held' | 'FAILED' | 'not run';
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  readonly tookS: number;
};

export type RunOptions = {
  readonly site: Site;
  readonly seed: number;
  readonly minutes: number;
  readonly report: Report;
};

const fullMinutes = 10;

/** Runs one scenario, has the oracle judge what it leaves, and puts everything back. */
export async function runScenario(scenario: Scenario, { site, seed, minutes, report }: RunOptions): Promise<Outcome> {
  const { id, title, required } = scenario;
  const begunMs = performance.now();
  const count = { injections: 0, accepted: 0, lost: 0, repeated: 0 };
  const faults: string[] = [];
  const notes: string[] = [];
  const cities: City[] = [];
  const undo: (() => unknown)[] = [];
  let recoveryMs = Number.NaN;
  const outcome = (verdict: Outcome['verdict']): Outcome => ({
    ...{ id, title, required, ...count, verdict, faults, notes },
    recoveryS: Number.isNaN(recoveryMs) ? null : recoveryMs / 1_000,
    tookS: (performance.now() - begunMs) / 1_000,
  });
  const why = scenario.whyNot?.();
  if (why !== undefined) {
    notes.push(`not run: ${why}`);
    return outcome('not run');
  }

  const chaos: Chaos = {
    ...{ seed, minutes, servers: site.servers },
    random: randomFrom(`${String(seed)} ${id}`),
    upTo: (least, most) => Math.round(least + (most - least) * Math.min(1, minutes / fullMinutes)),
    startServer: async (name, options) => {
      const server = await startOwnServer(name, options);
      undo.push(server.close);
      return server;
    },
    openProxy: async (url) => {
      const proxy = await openFaultProxy(url);
      undo.push(proxy.close);
      return proxy;
    },
    startCity: async (options) => {
      report({ text: 'starting a city' });
      const city = await startCity(`${String(seed)} ${id}`, site.servers, options);
      cities.push(city);
      undo.push(city.close);
      return city;
    },
    inject: async (what, harm) => {
      count.injections += 1;
      report({ text: `${String(count.injections)}: ${what}` });
      return await harm();
    },
    recovers: async (what, recovery) => {
      const askedMs = performance.now();
      await recovery;
      const tookMs = performance.now() - askedMs;
      report({ text: `${what} after ${(tookMs / 1_000).toFixed(1)} s` });
      recoveryMs = Number.isNaN(recoveryMs) ? tookMs : Math.max(recoveryMs, tookMs);
      return tookMs;
    },
    demand: (isTrue, otherwise) => {
      if (!isTrue) faults.push(otherwise);
    },
    note: (line) => notes.push(line),
    later: (one) => undo.push(one),
  };

  try {
    await scenario.run(chaos);
    report({ text: 'judging' });
    for (const city of cities) {
      const judgement = await city.judge();
      count.accepted += judgement.accepted;
      count.lost += judgement.lost;
      count.repeated += judgement.repeated;
      faults.push(...judgement.faults);
      if (judgement.freshMs) notes.push(`a fresh event was on every screen after ${judgement.freshMs.toFixed(0)} ms`);
    }
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  if (faults.length > 0 && cities.length > 0) {
    const file = join(tmpdir(), `vonglau-chaos-${id}.log`);
    writeFileSync(file, cities.map(({ system }) => system.logText()).join('\n'));
    report({ text: `what the processes said is in ${file}` });
  }
  for (const one of undo.reverse())
    await Promise.resolve(one()).catch((error: unknown) => notes.push(`undoing: ${String(error)}`));
  await site.heal();
  return outcome(faults.length === 0 ? 'held' : 'FAILED');
}
