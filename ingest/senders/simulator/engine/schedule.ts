import type { Simulation } from './simulation.ts';

/** Does something at the start of the run, for the day it begins in, and at the beginning of each day after. */
export function eachDay({ agenda, calendar, startMs }: Simulation, act: (day: string) => void): void {
  const turn = (): void => {
    const day = calendar.dayOf(agenda.nowMs());
    agenda.at(calendar.startOf(calendar.dayAfter(day)), turn);
    act(day);
  };
  agenda.at(startMs, turn);
}

/** Does something every so often from `fromMs` on, as long as it does not answer false. */
export function every({ agenda }: Simulation, fromMs: number, periodMs: number, act: () => boolean | undefined): void {
  const turn = (): void => {
    if (act() === false) return;
    agenda.at(agenda.nowMs() + periodMs, turn);
  };
  agenda.at(fromMs, turn);
}
