import { loadPack } from '#shared/locality/load-pack.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import {
  createSimulation,
  runParts,
  type NumberedEvent,
  type Part,
} from '../../ingest/senders/simulator/engine/simulation.ts';
import { startCity } from '../../ingest/senders/simulator/city.ts';
import { documents } from '../../ingest/senders/simulator/documents.ts';
import { links } from '../../ingest/senders/simulator/links.ts';
import { parking } from '../../ingest/senders/simulator/parking/parking.ts';
import { reports } from '../../ingest/senders/simulator/reports/reports.ts';
import { loadScenario } from '../../ingest/senders/simulator/scenarios/load-scenario.ts';
import { tellChanges } from '../../ingest/senders/simulator/scenarios/changes.ts';
import { createEffects } from '../../ingest/senders/simulator/scenarios/create-effects.ts';
import { scenarioSchema } from '../../ingest/senders/simulator/scenarios/scenario.ts';

export const sixUnit = loadPack('tests/support/cities/six-unit');
const dayMs = 86_400_000;

export type SimulationWish = {
  day?: string;
  days?: number;
  seed?: string;
  /** Names of scenarios that come along. */
  scenarios?: readonly string[];
  /** Effects as a scenario writes them. */
  effects?: readonly object[];
};

/** Everything parts of the six-unit city say in some days, with effects as a scenario writes them. */
export function simulateParts(parts: readonly Part[], options: SimulationWish = {}): NumberedEvent[] {
  const { day = '2026-11-23', days = 1, effects: wished = [], seed = 'a test', scenarios: files = [] } = options;
  const text = { vi: 'thử', en: 'test' };
  const scenarios = [
    ...files.map((name) => loadScenario(`infra/scenarios/${name}.yaml`)),
    ...(wished.length === 0 ? [] : [scenarioSchema.parse({ name: text, about: text, effects: wished })]),
  ];
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

/** Everything the whole six-unit city says in some days. */
export function simulateCity({
  heartbeatS = 600,
  ...options
}: SimulationWish & { heartbeatS?: number }): NumberedEvent[] {
  return simulateParts(
    [
      (simulation) => void startCity(simulation, { heartbeatS }),
      (simulation) => links(simulation, heartbeatS),
      parking,
      documents,
      reports,
    ],
    options,
  );
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
