import { createHash } from 'node:crypto';
import type { Pack } from '#shared/locality/pack.ts';
import type { Scenario } from '../scenarios/scenario.ts';

/** To be raised when the same seed no longer makes the same events: a saved run must not go on with others' ids. */
const engineVersion = 1;

/** Of everything a run's events follow from. */
export function fingerprintOf(parts: {
  pack: Pack;
  seed: string;
  /** Null: as the start of the system has it. */
  begins: string | null;
  heartbeatS: number;
  scenarios: readonly Scenario[];
}): string {
  return createHash('sha256')
    .update(JSON.stringify({ engineVersion, ...parts, scenarios: parts.scenarios.map(withoutExpects) }))
    .digest('hex')
    .slice(0, 32);
}

/** What is expected of people makes no event. */
function withoutExpects(scenario: Scenario): Omit<Scenario, 'expects'> {
  return { name: scenario.name, about: scenario.about, effects: scenario.effects };
}
