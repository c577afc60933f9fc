import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createProgress } from '../../infra/setup/progress.ts';
import { runScenario, type Outcome } from './harness/run-scenario.ts';
import { startSite } from './harness/site.ts';
import { loadScenarios } from './load-scenarios.ts';
import { remarksOf, tableOf } from './report.ts';

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
const wanted = values.only?.split(',').map((id) => id.trim().toLowerCase());
const scenarios = (await loadScenarios()).filter(({ id }) => wanted?.includes(id.toLowerCase()) ?? true);
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
    const outcome = await progress.step(title, (report) => runScenario(scenario, { site, seed, minutes, report }));
    outcomes.push(outcome);
    for (const fault of outcome.faults) progress.say(`  FAILED ${scenario.id}: ${fault}`);
    for (const note of outcome.notes) progress.say(`  ${note}`);
  }
} finally {
  await site.close();
}

const tookMinutes = ((performance.now() - begunMs) / 60_000).toFixed(0);
const failed = outcomes.filter(({ verdict }) => verdict === 'FAILED');
progress.say(`\n${tableOf(outcomes)}\n`);
progress.say(
  failed.length === 0 ? 'everything held' : `${String(failed.length)} failed; --seed ${String(seed)} repeats the run`,
);
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
