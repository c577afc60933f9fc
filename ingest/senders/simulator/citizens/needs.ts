import { eachDay } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Purpose } from './citizen.ts';
import type { Citizens } from './citizens.ts';
import { dayFactors, needsPerThousand, onlineShare, visitShare } from './demand.ts';
import { habitOn, type Habit } from './online-habit.ts';
import { poissonOver } from './poisson-day.ts';
import type { ProcedureLoad } from './procedure-load.ts';
import type { Whereabouts } from './whereabouts.ts';

type Weights = readonly (readonly [ProcedureLoad, number])[];
type Split = { readonly online: Weights; readonly visits: Weights };

/** For so many visits that submit a record there are these others: collecting a result, asking. */
const purposes: readonly (readonly [Purpose, number])[] = [
  ['submit', 65],
  ['collect', 20],
  ['ask', 15],
];
const visitsPerSubmission = 100 / 65;

/** A population's needs arise by chance through the day; each is met online or at a counter. */
export function startNeeds(simulation: Simulation, citizens: Citizens, whereabouts: Whereabouts): void {
  const { calendar, effects, pack } = simulation;
  const firstDay = calendar.dayOf(simulation.startMs);
  const units = pack.units
    .filter((unit) => unit.valid_from <= firstDay && (unit.valid_to === null || firstDay < unit.valid_to))
    .map((unit) => ({ ...unit, random: simulation.random.fork(`needs/${unit.code}`) }));

  eachDay(simulation, (day) => {
    const areSchoolsClosed = calendar.isSchoolHoliday(day) || effects.isSchoolHoliday(day);
    const habit = habitOn(day, pack.since);
    const rural = splitNeeds(whereabouts.loads, habit, { isRural: true, areSchoolsClosed });
    const urban = splitNeeds(whereabouts.loads, habit, { isRural: false, areSchoolsClosed });
    for (const { code: unit, type, population, random } of units) {
      const { own } = whereabouts.around(unit) ?? {};
      const office = own ? calendar.officeOf(own.opening) : calendar.office;
      const factors = dayFactors(day, calendar, office);
      const needs = (population / 1_000) * needsPerThousand;
      const { online, visits } = type === 'xa' ? rural : urban;
      poissonOver(simulation, random, needs * factors.online * sumOf(online), onlineShare, () =>
        citizens.goOnline({ unit, procedure: random.weighted(online), purpose: 'submit', failures: 0 }),
      );
      poissonOver(simulation, random, needs * factors.visits * sumOf(visits) * visitsPerSubmission, visitShare, () => {
        const procedure = random.weighted(visits);
        citizens.visit({ unit, procedure, purpose: random.weighted(purposes), failures: 0 });
      });
    }
  });
}

/** What of each procedure's needs goes online, and what comes to a counter. */
function splitNeeds(
  loads: readonly ProcedureLoad[],
  habit: Habit,
  { isRural, areSchoolsClosed }: { isRural: boolean; areSchoolsClosed: boolean },
): Split {
  const needs = loads.map((load) => {
    const need = load.share * (areSchoolsClosed ? load.schoolHoliday : 1);
    return { load, need, online: habit.selfOnline(load, isRural) };
  });
  return {
    online: needs.map(({ load, need, online }) => [load, need * online] as const),
    visits: needs.map(({ load, need, online }) => [load, need * (1 - online)] as const),
  };
}

function sumOf(weights: Weights): number {
  return weights.reduce((sum, [, weight]) => sum + weight, 0);
}
