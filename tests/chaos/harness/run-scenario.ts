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
  readonly verdict: 'held' | 'FAILED' | 'not run' | `not judged: needs --minutes ${number}`;
  readonly faults: readonly string[];
  readonly notes: readonly string[];
  readonly tookS: number;
};

export type RunOptions = {
  readonly site: Site;
  readonly seed: number;
  readonly minutes: number;
  readonly report: Report;
  /** Aborts the scenario; what it opened is closed all the same. */
  readonly signal?: AbortSignal;
};

const fullMinutes = 10;

/** Runs one scenario, has the oracle judge what it leaves, and puts everything back. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Outcome> {
  const { site, seed, minutes, report, signal = new AbortController().signal } = options;
  const { id, title, required } = scenario;
  const begunMs = performance.now();
  const count = { injections: 0, accepted: 0, lost: 0, repeated: 0 };
  const faults: string[] = [];
  const notes: string[] = [];
  const cities: City[] = [];
  const undo: (() => unknown)[] = [];
  let recoveryMs = Number.NaN;
  let neededMinutes = 0;
  let isUndone = false;
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

  // What is still being opened when the run is stopped is waited for, then closed.
  const open = async <Opened extends { readonly close: () => unknown }>(
    opening: () => Promise<Opened>,
  ): Promise<Opened> => {
    signal.throwIfAborted();
    const opened = opening();
    undo.push(async () => (await opened.catch(() => undefined))?.close());
    return opened;
  };
  const chaos: Chaos = {
    ...{ seed, minutes, servers: site.servers },
    random: randomFrom(`${String(seed)} ${id}`),
    upTo: (least, most) => Math.round(least + (most - least) * Math.min(1, minutes / fullMinutes)),
    startServer: (name, settings) => open(() => startOwnServer(name, settings)),
    openProxy: (url) => open(() => openFaultProxy(url)),
    startCity: async (settings) => {
      report({ text: 'starting a city' });
      const city = await open(() => startCity(`${String(seed)} ${id}`, site.servers, settings));
      cities.push(city);
      return city;
    },
    inject: async (what, harm) => {
      signal.throwIfAborted();
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
    needsMinutes: (needed) => (neededMinutes = Math.max(neededMinutes, needed)),
    note: (line) => notes.push(line),
    later: (one) => (isUndone ? void one() : undo.push(one)),
  };

  const runAndJudge = async (): Promise<void> => {
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
  };
  try {
    await Promise.race([runAndJudge(), aborted(signal)]);
  } catch (error) {
    faults.push(error instanceof Error ? error.message : String(error));
  }
  if (faults.length > 0 && cities.length > 0 && !signal.aborted) {
    const file = join(tmpdir(), `vonglau-chaos-${id}.log`);
    writeFileSync(file, cities.map(({ system }) => system.logText()).join('\n'));
    report({ text: `what the processes said is in ${file}` });
  }
  // A server that is paused would keep what is closed next.
  if (signal.aborted) await site.heal();
  isUndone = true;
  for (const one of undo.reverse()) {
    try {
      await one();
    } catch (error) {
      notes.push(`undoing: ${String(error)}`);
    }
  }
  await site.heal();
  if (faults.length > 0) return outcome('FAILED');
  return outcome(neededMinutes > 0 ? `not judged: needs --minutes ${neededMinutes}` : 'held');
}

/** Rejects when the run is stopped, and else stays open. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => {
      reject(new Error('the run was stopped'));
    };
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
}
