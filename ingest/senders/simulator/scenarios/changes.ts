import type { Simulation } from '../engine/simulation.ts';
import type { CityEffects } from './create-effects.ts';

/** Tells the parts of a city, at its time on the agenda, whenever an effect begins or ends. */
export function tellChanges(simulation: Simulation, effects: CityEffects): void {
  const { agenda } = simulation;
  const enterNext = (): void => {
    const changeMs = effects.changeAfter(agenda.nowMs());
    if (changeMs === undefined) return;
    agenda.at(changeMs, () => {
      effects.tellChange();
      enterNext();
    });
  };
  enterNext();
}
