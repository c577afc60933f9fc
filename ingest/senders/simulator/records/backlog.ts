import { needsPerThousand } from '../citizens/demand.ts';
import type { Whereabouts } from '../citizens/whereabouts.ts';
import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from '../points/place.ts';
import { dueDate } from './due-date.ts';
import type { OpenRecord, RecordFlow } from './record-flow.ts';

/** A record stays outside about so much of its statutory time. */
const meanOutside = 0.66;
const onlineShare = 0.6;

/** The city did not begin this morning: records submitted before the run are on their way and are completed in it. */
export function layBacklog(
  simulation: Simulation,
  random: Random,
  whereabouts: Whereabouts,
  flowOf: (place: Place) => RecordFlow,
): void {
  const { calendar, pack, startMs } = simulation;
  const today = calendar.dayOf(startMs);
  const weights = whereabouts.loads.map(
    (load) => [load, load.share * (load.statutoryDays ?? 0) * meanOutside] as const,
  );
  const daysOfNeeds = weights.reduce((sum, [, weight]) => sum + weight, 0);
  if (daysOfNeeds === 0) return;
  let laid = 0;
  for (const { code: unit, population } of pack.units) {
    const open = random.poisson((population / 1_000) * needsPerThousand * daysOfNeeds);
    for (let index = 0; index < open; index += 1) {
      const load = random.weighted(weights);
      const place = whereabouts.responsible({ unit, procedure: load, purpose: 'submit', failures: 0 }, random);
      if (!place) continue;
      laid += 1;
      const flow = flowOf(place);
      const office = calendar.officeOf(place.opening);
      const days = flow.outsideDays(load);
      const passed = Math.floor(days * random.unit());
      // The same day would do, but it may lie after the start.
      const submittedMs = flow.momentOn(workingDayBefore(today, passed + 1));
      const record: OpenRecord = {
        ...{ recordId: `B${String(laid).padStart(6, '0')}`, place, load, submittedMs, citizen: undefined, owedVnd: 0 },
        channel: random.chance(onlineShare) && load.level !== 'none' ? 'online' : 'counter',
        dueMs: dueDate(submittedMs, load.statutoryDays, office, calendar),
      };
      flow.resume(record, flow.momentOn(office.addWorkingDays(today, Math.floor(days) - passed)));
    }
  }

  function workingDayBefore(day: string, count: number): string {
    let at = day;
    for (let left = count, looked = 0; left > 0 && looked < 400; looked += 1) {
      at = calendar.dayAfter(at, -1);
      if (calendar.office.isWorkingDay(at)) left -= 1;
    }
    return at;
  }
}
