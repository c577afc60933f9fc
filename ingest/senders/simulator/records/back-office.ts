import { eachDay } from '../engine/schedule.ts';
import { createServiceQueue } from '../engine/service-queue.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from '../points/place.ts';

/** The clerks behind the counters of a place: work is done in the order in which it comes, in office hours. */
export type BackOffice = {
  /** Does `workMs` of work, then `done`. */
  readonly work: (workMs: number, done: () => void) => void;
};

/** As many clerks deal with records as the place has staff: an assumption, no establishment names them apart. */
function clerksOf(place: Place, share: number): number {
  return Math.max(share > 0 ? 1 : 0, Math.round(place.staff * share));
}

/** A place's clerks, fewer while staff is short, none without power. */
export function startBackOffice(simulation: Simulation, place: Place): BackOffice {
  const { agenda, calendar, effects } = simulation;
  const office = calendar.officeOf(place.opening);
  type Work = { workMs: number; done: () => void };
  const queue = createServiceQueue<Work>(agenda, {
    serviceMs: ({ workMs }) => workMs,
    called: () => undefined,
    served: ({ done }) => done(),
    left: () => undefined,
  });
  const staffDesks = (): void => {
    const nowMs = agenda.nowMs();
    const isWorking = office.isOpen(nowMs) && effects.isPowered(place.unit, nowMs);
    queue.setServers(isWorking ? clerksOf(place, effects.staffShare(place.code, nowMs)) : 0);
  };
  eachDay(simulation, (day) => {
    const nowMs = agenda.nowMs();
    for (const { from, to } of office.openOn(day)) {
      if (to <= nowMs) continue;
      agenda.at(Math.max(from, nowMs), staffDesks);
      agenda.at(to, staffDesks);
    }
  });
  effects.onChange(staffDesks);
  return { work: (workMs, done) => queue.join({ workMs, done }, Infinity) };
}
