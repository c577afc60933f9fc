import type { Citizen } from '../citizens/citizen.ts';
import type { Citizens } from '../citizens/citizens.ts';
import { dayFactors, visitShare } from '../citizens/demand.ts';
import { poissonOver } from '../citizens/poisson-day.ts';
import type { ProcedureLoad } from '../citizens/procedure-load.ts';
import { areLinksUp, onlineKinds } from '../engine/are-links-up.ts';
import { eachDay } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Kiosk } from './kiosk.ts';

/** People who walk up to a kiosk on an ordinary day. An assumption. */
const sessionsPerDay = 14;
const medianMs = 210_000;
const sigma = 0.6;
const walksOff = 0.1;
const mostSheets = 4;

/** What people come to a kiosk for: to submit a record with its help, to look something up, to print. */
const errands = [
  ['submit', 40],
  ['look_up', 35],
  ['print', 25],
] as const;

/** People use a kiosk, one at a time; whom it fails goes to a counter near by. */
export function startSessions(
  simulation: Simulation,
  kiosk: Kiosk,
  citizens: Citizens,
  loads: readonly ProcedureLoad[],
): void {
  const { agenda, calendar, emit } = simulation;
  const { random, place } = kiosk;
  const office = place ? calendar.officeOf(place.opening) : calendar.office;
  const weights = loads.map((load) => [load, load.share] as const);
  let isBusy = false;

  const come = (): void => {
    const citizen: Citizen = { unit: kiosk.unit, procedure: random.weighted(weights), purpose: 'submit', failures: 0 };
    const errand = random.weighted(errands);
    if (!kiosk.isHealthy()) {
      if (errand === 'submit') citizens.stuck(citizen, kiosk.isPowered() ? 'kiosk_failed' : 'no_power', place);
      return;
    }
    if (isBusy) {
      if (errand === 'submit' && !kiosk.isRobot) citizens.visit(citizen, place);
      return;
    }
    isBusy = true;
    const fromMs = agenda.nowMs();
    agenda.at(fromMs + Math.max(10_000, random.lognormal(medianMs, sigma)), () => {
      isBusy = false;
      // Without power there is nobody to tell of it: the session is lost with the kiosk's memory.
      if (kiosk.isPowered()) end(citizen, errand, agenda.nowMs() - fromMs);
      else if (errand === 'submit') citizens.stuck(citizen, 'no_power', place);
    });
  };
  const end = (citizen: Citizen, errand: (typeof errands)[number][0], durationMs: number): void => {
    const works = kiosk.isHealthy() && areLinksUp(simulation, onlineKinds);
    const outcome = !works ? 'failed' : random.chance(walksOff) ? 'abandoned' : 'completed';
    emit({
      ...{ type: 'kiosk.session', asset: kiosk.code, timeMs: agenda.nowMs() },
      data: {
        durationS: durationMs / 1_000,
        outcome,
        ...(errand === 'submit' && { procedure: citizen.procedure.code }),
      },
    });
    if (outcome === 'completed' && !kiosk.isRobot && errand !== 'look_up') kiosk.print(1 + random.int(mostSheets));
    if (errand !== 'submit' || kiosk.isRobot) return;
    if (outcome === 'failed') citizens.stuck(citizen, 'kiosk_failed', place);
    else if (outcome === 'completed' && citizen.procedure.level !== 'none') citizens.goOnline(citizen, place);
  };
  eachDay(simulation, (day) => {
    const perDay = sessionsPerDay * dayFactors(day, calendar, office).visits;
    const isIn = (timeMs: number): boolean => office.isOpen(timeMs);
    poissonOver(simulation, random, perDay, visitShare, () => {
      if (isIn(agenda.nowMs())) come();
    });
  });
}
