import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createProgress } from '../../infra/setup/progress.ts';
import { listenForStop } from '../../infra/setup/stop-signal.ts';
import { runScenario, type Outcome } from './harness/run-scenario.ts';
import { startSite } from './harness/site.ts';
import { loadScenarios } from './load-scenarios.ts';
import { remarksOf, summaryOf, tableOf } from './report.ts';
import type { Scenario } from './scenario.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    minutes: { type: 'string', default: '1' },
    only: { type: 'string' },
    report: { type: 'string' },
  },
});
const seed = Number(values.seed);
const minutes = Number(values.minutes);
if (!Number.isFinite(seed)) refuse(`--seed takes a number, not "${values.seed}"`);
if (!(minutes >= 0 && minutes < Infinity)) refuse(`--minutes takes a number from 0, not "${values.minutes}"`);
const wanted = values.only?.split(',').map((id) => id.trim().toUpperCase());
const known = await loadScenarios();
const unknown = wanted?.filter((id) => !known.some((scenario) => scenario.id === id)) ?? [];
if (unknown.length > 0)
  refuse(`there is no scenario "${unknown.join('", "')}"; there are ${known.map(({ id }) => id).join(', ')}`);
const scenarios = known.filter(({ id }) => wanted?.includes(id) ?? true);

// Nobody reads any more (a pipe was closed): what was started must be taken down all the same.
process.stdout.on('error', () => undefined);
const stop = new AbortController();
const stopOnce = (): void => {
  // What the interrupted scenario still waits for breaks under it, and must not keep the rest from being taken down.
  process.on('unhandledRejection', () => undefined);
  stop.abort();
};
listenForStop(process).addEventListener('abort', stopOnce);
// Who started this went away, however.
process.once('disconnect', stopOnce);
const progress = createProgress(process.stdout, () => performance.now());
const begunMs = performance.now();

progress.say(
  `${String(scenarios.length)} scenarios, seed ${String(seed)}, ${String(minutes)} minutes for the long ones`,
);
const outcomes: Outcome[] = [];
const site = await progress.step('servers of the run', startSite);
try {
  for (const [at, scenario] of scenarios.entries()) {
    const title = `[${String(at + 1)}/${String(scenarios.length)}] ${scenario.id} ${scenario.title}`;
    const outcome = await showScenario(title, scenario);
    if (stop.signal.aborted) break;
    outcomes.push(outcome);
    for (const fault of outcome.faults) progress.say(`  FAILED ${scenario.id}: ${fault}`);
    for (const note of outcome.notes) progress.say(`  ${note}`);
  }
} finally {
  await site.close();
}
if (stop.signal.aborted) {
  process.stdout.write('interrupted; everything is taken down, nothing is written\n');
  process.exit(130);
}

const tookMinutes = ((performance.now() - begunMs) / 60_000).toFixed(0);
const failed = outcomes.filter(({ verdict }) => verdict === 'FAILED');
progress.say(`\n${tableOf(outcomes)}\n`);
progress.say(`${summaryOf(outcomes)}${failed.length === 0 ? '' : `; --seed ${String(seed)} repeats the run`}`);
if (values.report !== undefined) {
  const machine = `${String(cpus().length)} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  writeFileSync(
    values.report,
    `# Chaos: what was broken, and what held

\`npm run chaos -- --seed ${String(seed)} --minutes ${String(minutes)} --report tests/chaos/RESULTS.md\`: ${tookMinutes} minutes on ${machine};
servers, system and load share it. "lost" counts accepted events that are not stored, "repeated" deliveries beyond the first.

${tableOf(outcomes)}

## What was required, and what was seen

${remarksOf(outcomes)}
`,
  );
}
// What a failed scenario left open must not keep us.
process.exit(failed.length === 0 ? 0 : 1);

/** Runs a scenario as a step; one that failed is shown as a failed step. */
async function showScenario(title: string, scenario: Scenario): Promise<Outcome> {
  let outcome: Outcome | undefined;
  try {
    return await progress.step(title, async (report) => {
      outcome = await runScenario(scenario, { site, seed, minutes, report, signal: stop.signal });
      if (outcome.verdict === 'FAILED') throw new Error(`${scenario.id} failed`);
      return outcome;
    });
  } catch (error) {
    if (outcome === undefined) throw error;
    return outcome;
  }
}

function refuse(why: string): never {
  process.stderr.write(`chaos: ${why}\n`);
  process.exit(2);
}
