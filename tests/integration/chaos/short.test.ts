import { afterAll, beforeAll, expect, it } from 'vitest';
import { runScenario } from '../../chaos/harness/run-scenario.ts';
import { startSite, type Site } from '../../chaos/harness/site.ts';
import { loadScenarios } from '../../chaos/load-scenarios.ts';

// A fixed choice with a fixed seed, each at its shortest; the whole is `npm run chaos`.
const chosen = ['F02', 'F10', 'F12'];
const seed = 1;

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

it.each((await loadScenarios()).filter(({ id }) => chosen.includes(id)))(
  '$id holds: $title',
  async (scenario) => {
    const outcome = await runScenario(scenario, { site, seed, minutes: 0, report: () => undefined });
    expect([...outcome.faults, ...outcome.notes.filter(() => outcome.verdict !== 'held')]).toEqual([]);
    expect(outcome.verdict).toBe('held');
  },
  300_000,
);
