import { loadPack } from '#shared/locality/load-pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import {
  createSimulation,
  runParts,
  type NumberedEvent,
  type Part,
} from '../../ingest/senders/simulator/engine/simulation.ts';
import { tellChanges } from '../../ingest/senders/simulator/scenarios/changes.ts';
import { createEffects } from '../../ingest/senders/simulator/scenarios/create-effects.ts';
import { scenarioSchema } from '../../ingest/senders/simulator/scenarios/scenario.ts';

export const sixUnit = loadPack('tests/support/cities/six-unit');
const dayMs = 86_400_000;

/** Everything parts of the six-unit city say in some days, with effects as a scenario writes them. */
export function simulateParts(
  parts: readonly Part[],
  options: { day?: string; days?: number; effects?: readonly object[]; seed?: string } = {},
): NumberedEvent[] {
  const { day = '2026-11-23', days = 1, effects: wished = [], seed = 'a test' } = options;
  const text = { vi: 'thử', en: 'test' };
  const scenarios = wished.length === 0 ? [] : [scenarioSchema.parse({ name: text, about: text, effects: wished })];
  const startMs = civilCalendar(sixUnit.timeZone).startOf(day);
  const effects = createEffects(scenarios, sixUnit, startMs);
  const events: NumberedEvent[] = [];
  const simulation = createSimulation({
    ...{ pack: sixUnit, seed, run: 'test', startMs, endMs: startMs + days * dayMs, effects },
    emit: (event) => void events.push(event),
  });
  tellChanges(simulation, effects);
  runParts(simulation, parts);
  return events;
}

/** Sums of a field over events, by a key; events without a key are left out. */
export function sumBy(
  events: readonly NumberedEvent[],
  keyOf: (event: NumberedEvent) => string | undefined,
  valueOf: (event: NumberedEvent) => number = () => 1,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const event of events) {
    const key = keyOf(event);
    if (key !== undefined) sums[key] = (sums[key] ?? 0) + valueOf(event);
  }
  return sums;
}
