import { dayMs } from '#shared/time/wall-clock.ts';
import { eachDay } from '../engine/schedule.ts';
import { createServiceQueue } from '../engine/service-queue.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Kiosk } from './kiosk.ts';

/** Who keeps the kiosks going. */
export type Upkeep = {
  /** The staff of its place brings paper. */
  readonly bringPaper: (kiosk: Kiosk, recovered: () => void) => void;
  /** From now on it breaks down now and then, and is looked after. */
  readonly lookAfter: (kiosk: Kiosk) => void;
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const kiosksPerTechnician = 120;
/** Technicians travel and work between these hours, every day. */
const technicians = { fromHour: 7, toHour: 19 };
const jobMedianMs = 80 * minuteMs;
const jobSigma = 0.5;
const meanDaysToBreak = 45;
const kinds = [
  ['printer', 35],
  ['network', 25],
  ['scanner', 20],
  ['screen', 12],
  ['software', 8],
] as const;
/** Paper is brought so long after somebody noticed, in opening hours. */
const paperMedianMs = 35 * minuteMs;
/** In the morning what is low is refilled, if somebody looks. */
const lowPct = 12;
const looksInMorning = 0.6;
/** Once in so many days it is serviced, by plan, over noon. */
const serviceEveryDays = 60;
const serviceAt = { fromMs: 12 * hourMs, spanMs: 30 * minuteMs, lastsMs: 45 * minuteMs };

type Job = { readonly kiosk: Kiosk; readonly recovered: () => void };

/** The technicians of the city, one after another in the order in which kiosks broke down. */
export function startUpkeep(simulation: Simulation, kiosks: number): Upkeep {
  const { agenda, calendar, effects } = simulation;
  const random = simulation.random.fork('technicians');
  const jobs = createServiceQueue<Job>(agenda, {
    serviceMs: () => random.lognormal(jobMedianMs, jobSigma),
    called: () => undefined,
    served: ({ kiosk, recovered }) => whenPowered(kiosk, recovered),
    left: () => undefined,
  });
  const onDuty = Math.max(1, Math.ceil(kiosks / kiosksPerTechnician));
  eachDay(simulation, (day) => {
    for (const [hour, count] of [
      [technicians.fromHour, onDuty],
      [technicians.toHour, 0],
    ] as const) {
      const atMs = calendar.startOf(day) + hour * hourMs;
      // A run that begins in the course of a day begins with what that hour has brought.
      if (atMs >= agenda.nowMs()) agenda.at(atMs, () => jobs.setServers(count));
      else jobs.setServers(count);
    }
  });
  /** What no technician can mend, such as a bad release of its software, is over when its cause is. */
  const breakByScenario = (kiosk: Kiosk): void => {
    let recovered: (() => void) | undefined;
    effects.onChange(() => {
      if (!effects.isBroken(kiosk.code, agenda.nowMs())) {
        recovered?.();
        recovered = undefined;
      } else recovered ??= kiosk.breakDown('software');
    });
  };
  function whenPowered(kiosk: Kiosk, act: () => void): void {
    if (kiosk.isPowered()) act();
    else agenda.at(agenda.nowMs() + 10 * minuteMs, () => whenPowered(kiosk, act));
  }
  const breakLater = (kiosk: Kiosk): void =>
    agenda.at(agenda.nowMs() + kiosk.random.exponential(meanDaysToBreak * dayMs), () => {
      const recovered = kiosk.isPowered() ? kiosk.breakDown(kiosk.random.weighted(kinds)) : undefined;
      if (recovered) jobs.join({ kiosk, recovered }, Infinity);
      breakLater(kiosk);
    });
  const bringPaper = (kiosk: Kiosk, recovered: () => void): void => {
    const soonestMs = agenda.nowMs() + kiosk.random.lognormal(paperMedianMs, jobSigma);
    agenda.at(openingAfter(soonestMs, kiosk), () =>
      whenPowered(kiosk, () => {
        kiosk.refill();
        recovered();
      }),
    );
  };
  function openingAfter(timeMs: number, { place }: Kiosk): number {
    if (!place) return timeMs;
    const office = calendar.officeOf(place.opening);
    if (office.isOpen(timeMs)) return timeMs;
    const day = calendar.dayOf(timeMs);
    const next = office.addWorkingDays(day, 1);
    const spans = [...office.openOn(day), ...office.openOn(next)];
    return spans.find(({ from }) => from > timeMs)?.from ?? timeMs;
  }
  const serve = (kiosk: Kiosk, dayStartMs: number): void => {
    const fromMs = dayStartMs + serviceAt.fromMs + kiosk.random.int(serviceAt.spanMs);
    if (fromMs < agenda.nowMs()) return;
    agenda.at(fromMs, () => {
      const recovered = kiosk.breakDown('maintenance', { dueMs: fromMs + hourMs });
      if (recovered) agenda.at(fromMs + serviceAt.lastsMs, recovered);
    });
  };
  return {
    bringPaper,
    lookAfter: (kiosk) => {
      breakLater(kiosk);
      breakByScenario(kiosk);
      eachDay(simulation, (day) => {
        if (kiosk.random.chance(1 / serviceEveryDays)) serve(kiosk, calendar.startOf(day));
        if (kiosk.isRobot || kiosk.paperPct() > lowPct || !kiosk.random.chance(looksInMorning)) return;
        agenda.at(openingAfter(agenda.nowMs(), kiosk), kiosk.refill);
      });
    },
  };
}
