import { startCity, type CityOptions } from './city.ts';
import { documents } from './documents.ts';
import { createSimulation, type SimulationOptions, type Simulation } from './engine/simulation.ts';
import { links } from './links.ts';
import { parking } from './parking/parking.ts';
import { reports } from './reports/reports.ts';
import { tellChanges } from './scenarios/changes.ts';
import type { CityEffects } from './scenarios/create-effects.ts';

/** Everything there is in a city, ready to run: whoever holds it moves its agenda on. */
export function createWholeCity(options: SimulationOptions & { effects: CityEffects } & CityOptions): Simulation {
  const simulation = createSimulation(options);
  tellChanges(simulation, options.effects);
  startCity(simulation, options);
  links(simulation, options.heartbeatS);
  for (const part of [parking, documents, reports]) part(simulation);
  return simulation;
}
