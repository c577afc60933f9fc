import { join } from 'node:path';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { startCity } from '../../../../ingest/senders/simulator/city.ts';
import { noEffects, type Effects } from '../../../../ingest/senders/simulator/engine/effects.ts';
import {
  createSimulation,
  runParts,
  type NumberedEvent,
} from '../../../../ingest/senders/simulator/engine/simulation.ts';

/** The city of six units. */
export const sixUnits: Pack = loadPack(join(import.meta.dirname, '../../../support/cities/six-unit'));

const dayMs = 86_400_000;

export type CityRun = {
  /** Civil days; the run begins at midnight before the first. */
  from: string;
  days?: number;
  seed?: string;
  effects?: Partial<Effects>;
  pack?: Pack;
};

/** An instant of the city's clock, `2026-11-23T09:30`. */
export function at(local: string): number {
  return Date.parse(`${local}:00+07:00`);
}

/** Everything that happens in a city, with a beat of each kiosk every ten minutes. */
export function runCity({ from, days = 1, seed = 'seed', effects = {}, pack = sixUnits }: CityRun): NumberedEvent[] {
  const events: NumberedEvent[] = [];
  const startMs = at(`${from}T00:00`);
  const simulation = createSimulation({
    ...{ pack, seed, run: 'test', startMs, endMs: startMs + days * dayMs },
    effects: { ...noEffects, ...effects },
    emit: (event) => events.push(event),
  });
  runParts(simulation, [(started) => void startCity(started, { heartbeatS: 600 })]);
  return events;
}

/** The events of a type. */
export function ofType(events: readonly NumberedEvent[], type: string): NumberedEvent[] {
  return events.filter((event) => event.type === type);
}

/** The mean of a field of the events of a type. */
export function meanOf(events: readonly NumberedEvent[], type: string, field: string): number {
  const values = ofType(events, type).map(({ data }) => Number(data[field]));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
