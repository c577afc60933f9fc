import type { TypeName } from '#shared/events/catalogue.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { createAgenda, type Agenda } from './agenda.ts';
import { cityCalendar, type CityCalendar } from './city-calendar.ts';
import type { Effects } from './effects.ts';
import { createRandom, type Random } from './random.ts';
import { createWeather } from './weather.ts';

/** Something that happens at an asset, as a part of the city says it. */
export type SimEvent = {
  readonly type: TypeName;
  readonly asset: string;
  readonly timeMs: number;
  readonly data: Record<string, unknown>;
};

/** The same with its number within its asset, from 0, and its identity within the run. */
export type NumberedEvent = SimEvent & { readonly id: string; readonly sequence: number };

/** A city on its way: what every part of it works with. */
export type Simulation = {
  readonly pack: Pack;
  readonly calendar: CityCalendar;
  readonly agenda: Agenda;
  readonly random: Random;
  readonly effects: Effects;
  readonly startMs: number;
  /** Nothing happens from here on; null: it goes on. */
  readonly endMs: number | null;
  readonly emit: (event: SimEvent) => void;
};

/** A part of the city. It enters its own first acts on the agenda; those enter the next ones. */
export type Part = (simulation: Simulation) => void;

export type SimulationOptions = {
  pack: Pack;
  /** The same seed, run, span and effects give the same events, byte for byte. */
  seed: string;
  /** The name of the run, part of every event's id. */
  run: string;
  startMs: number;
  endMs: number | null;
  /** What scenarios change; it rains by itself as well. */
  effects: Effects;
  /** Receives every event, in the order of time. */
  emit: (event: NumberedEvent) => void;
};

/** A city in which nothing happens yet; parts bring it to life. */
export function createSimulation({ seed, run, emit, ...given }: SimulationOptions): Simulation {
  const numbers = new Map<string, number>();
  const calendar = cityCalendar(given.pack);
  const random = createRandom(seed);
  const isRaining = createWeather(random.fork('weather'), calendar);
  const { effects } = given;
  return {
    ...{ ...given, calendar, random, agenda: createAgenda(given.startMs) },
    effects: { ...effects, rain: (timeMs) => effects.rain(timeMs) || isRaining(timeMs) },
    emit: ({ type, asset, timeMs, data }) => {
      const sequence = numbers.get(asset) ?? 0;
      numbers.set(asset, sequence + 1);
      emit({ type, asset, timeMs, data, id: `${run}-${asset}-${type}-${sequence}`, sequence });
    },
  };
}

/** Starts the parts and, where the simulation has an end, runs it to there. Without one, `agenda.runUntil` goes on. */
export function runParts(simulation: Simulation, parts: readonly Part[]): void {
  for (const part of parts) part(simulation);
  if (simulation.endMs !== null) simulation.agenda.runUntil(simulation.endMs);
}
