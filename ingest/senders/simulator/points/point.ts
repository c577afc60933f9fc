import type { Citizen, Trouble } from '../citizens/citizen.ts';
import { every } from '../engine/schedule.ts';
import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import { giveFeedback } from './feedback.ts';
import type { Place } from './place.ts';
import { keepHours, overtimeMs, type Phase, type PointHours } from './point-hours.ts';
import { createVisitors, type Visitors } from './service-point.ts';
import { createStaff } from './staff.ts';
import { createWaitingGauge } from './waiting-gauge.ts';

/** What becomes of those who came. */
export type PointHooks = {
  readonly slowness: () => number;
  readonly served: (citizen: Citizen, place: Place) => void;
  readonly lost: (citizen: Citizen, place: Place, trouble: Trouble) => void;
};

/** A point or branch: somebody comes to its door. */
export type Point = { readonly place: Place; readonly come: (citizen: Citizen) => void };

const minuteMs = 60_000;
const sampleEveryMs = 5 * minuteMs;
const reportStaffEveryMs = 60 * minuteMs;
/** Of a place's counters so many are attended on a usual day; who belongs to the others is at a desk behind them. */
const attended = 0.65;
/** In the morning and after noon the counters open one after another within so long. */
const rampMs = 5 * minuteMs;
/** Who comes so long before an opening stands at the door; who is earlier comes back when it is open. */
const standsAtDoorMs = 30 * minuteMs;
const comesBackWithinMs = 20 * minuteMs;

/** Starts a place with its hours, counters, staff and gauge. */
export function startPoint(simulation: Simulation, place: Place, hooks: PointHooks): Point {
  const { agenda, effects, emit } = simulation;
  const random = simulation.random.fork(`point/${place.code}`);
  const staff = createStaff(simulation, place);
  const sayCounter = (type: 'counter.opened' | 'counter.closed', counter: number, more: object = {}): void =>
    emit({ type, asset: place.code, timeMs: agenda.nowMs(), data: { counter: String(counter), ...more } });
  const visitors = createVisitors(simulation, place, {
    slowness: hooks.slowness,
    served: (citizen, waitMs) => {
      giveFeedback(simulation, random, place, { citizen, waitMs });
      hooks.served(citizen, place);
    },
    lost: (citizen, trouble) => hooks.lost(citizen, place, trouble),
    opened: (counter) => sayCounter('counter.opened', counter),
    closed: (counter, openMs) => sayCounter('counter.closed', counter, { openS: openMs / 1_000 }),
  });
  const gauge = createWaitingGauge(simulation, place, visitors);
  const isPowered = (): boolean => effects.isPowered(place.unit, agenda.nowMs());

  /** As many counters as there is staff for; none without power. */
  const staffCounters = (): void => {
    const isServing = hours.phase() === 'open' || hours.phase() === 'overtime';
    const full = Math.min(place.counters, Math.round(place.counters * attended * staff.share()));
    const ramp = hours.phase() === 'open' ? (hours.openForMs() + minuteMs) / rampMs : 1;
    visitors.queue.setServers(isServing && isPowered() ? Math.ceil(full * Math.min(1, ramp)) : 0);
  };
  const sample = (): void => {
    staffCounters();
    if (isPowered()) gauge.sample();
    else gauge.breakOff();
  };
  /** As long as the day lasts, from opening to the last one served. */
  const whileOpen = (firstAfterMs: number, periodMs: number, act: () => void): void =>
    every(simulation, agenda.nowMs() + firstAfterMs, periodMs, () => {
      if (hours.phase() === 'closed') return false;
      act();
      return true;
    });
  const changed = (phase: Phase): void => {
    if (phase === 'closed') visitors.queue.sendAway();
    staffCounters();
    if (phase !== 'overtime') staff.report(phase === 'open', phase === 'closed');
    if (phase === 'open') {
      for (let at = minuteMs; at <= rampMs; at += minuteMs) agenda.at(agenda.nowMs() + at, staffCounters);
    }
    if (phase === 'closed') {
      sample();
      gauge.breakOff();
    }
  };
  let hasBegun = false;
  const hours = keepHours(simulation, place, {
    dayStarts: (day) => {
      staff.startDay(day);
      hasBegun = false;
    },
    isAnyoneWaiting: () => visitors.queue.waiting() > 0,
    changed: (phase) => {
      changed(phase);
      if (phase !== 'open' || hasBegun) return;
      hasBegun = true;
      whileOpen(random.int(sampleEveryMs), sampleEveryMs, sample);
      whileOpen(reportStaffEveryMs, reportStaffEveryMs, () => staff.report(hours.phase() === 'open'));
    },
  });
  effects.onChange(() => {
    if (hours.phase() === 'closed') return;
    staffCounters();
    if (hours.phase() === 'open') staff.report(true);
  });

  const door = { hours, visitors, isPowered, random };
  return { place, come: createDoor(simulation, door, (citizen, trouble) => hooks.lost(citizen, place, trouble)) };
}

type Inside = {
  readonly hours: PointHours;
  readonly visitors: Visitors;
  readonly isPowered: () => boolean;
  readonly random: Random;
};

/** Whoever comes is let in, waits at the door for it to open, comes back when it is open, or is turned away. */
function createDoor(
  { agenda }: Simulation,
  { hours, visitors, isPowered, random }: Inside,
  turnedAway: (citizen: Citizen, trouble: Trouble) => void,
): (citizen: Citizen) => void {
  const come = (citizen: Citizen): void => {
    const nowMs = agenda.nowMs();
    if (hours.phase() === 'open') {
      const leftMs = (hours.shutsAt() ?? nowMs) - nowMs + overtimeMs;
      if (!isPowered()) turnedAway(citizen, 'no_power');
      else if ((visitors.expectedWaitMs() ?? 0) > leftMs) turnedAway(citizen, 'closed');
      else visitors.arrive(citizen);
      return;
    }
    const opensMs = hours.opensAgainAt();
    if (opensMs === undefined) turnedAway(citizen, 'closed');
    else {
      const lateMs = opensMs - nowMs <= standsAtDoorMs ? 0 : random.int(comesBackWithinMs);
      agenda.at(opensMs + lateMs, () => come(citizen));
    }
  };
  return come;
}
