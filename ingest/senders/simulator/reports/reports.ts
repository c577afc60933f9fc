import { every } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';
import { placesOn, type Place } from '../points/place.ts';
import { byHour, categories, channels, rainFactor } from './categories.ts';
import { createDesk, type Desk } from './desk.ts';

/** Reports of a hundred thousand inhabitants on an ordinary day. An assumption. */
const perDayAndHundredThousand = 11;
/** A hand deals with so many a day; there are as many as an ordinary day needs, and a little more. */
const perDayAndHand = 3.6;
const hourMs = 3_600_000;
const hoursTotal = byHour.reduce((sum, weight) => sum + weight, 0);
/** Somebody reads it and hands it on, sooner while offices are open. */
const readWithinMs = 2 * hourMs;

/** Citizens' reports, each held at the point of the unit it is about, until it is closed. */
export function reports(simulation: Simulation): void {
  const { calendar, pack, startMs } = simulation;
  const populationOf = new Map(pack.units.map(({ code, population }) => [code, population]));
  for (const place of placesOn(pack, calendar.dayOf(startMs))) {
    if (!place.isBranch) startPlace(simulation, place, populationOf.get(place.unit) ?? 0);
  }
}

function startPlace(simulation: Simulation, place: Place, population: number): void {
  const { agenda, effects, startMs } = simulation;
  const random = simulation.random.fork(`reports/${place.code}`);
  const perDay = (population * perDayAndHundredThousand) / 100_000;
  const desk = createDesk(simulation, place, Math.max(1, Math.ceil(perDay / perDayAndHand)), random);
  const hourOf = (atMs: number): number => Math.floor(simulation.calendar.timeOfDay(atMs) / hourMs);
  const file = createFiling(simulation, place, desk);
  every(simulation, startMs, hourMs, () => {
    const fromMs = agenda.nowMs();
    const rain = effects.rain(fromMs) ? rainFactor : 1;
    const mean = (perDay * rain * (byHour[hourOf(fromMs)] ?? 0)) / hoursTotal;
    for (let count = random.poisson(mean); count > 0; count -= 1) agenda.at(fromMs + random.int(hourMs), file);
    return true;
  });
}

/** Files one report when called, and hands it to the desk once somebody has read it. */
function createFiling(simulation: Simulation, place: Place, desk: Desk): () => void {
  const { agenda, calendar, effects, emit } = simulation;
  const random = simulation.random.fork(`reports/${place.code}/filed`);
  const office = calendar.officeOf(place.opening);
  let filed = 0;
  return () => {
    const filedMs = agenda.nowMs();
    const rains = effects.rain(filedMs);
    const category = random.weighted(categories.map((one) => [one, one.weight * (rains ? one.inRain : 1)] as const));
    const isOpen = office.isOpen(filedMs);
    const channel = random.weighted(channels.filter(([name]) => isOpen || name !== 'counter'));
    const day = calendar.dayOf(filedMs);
    // What comes on a day of rest begins on the next working day.
    const firstDay = office.isWorkingDay(day) ? day : office.addWorkingDays(day, 1);
    const dueMs = office.closesAt(office.addWorkingDays(firstDay, category.dueDays)) ?? filedMs + 24 * hourMs;
    filed += 1;
    const report = { reportId: `R${filed}`, category, channel, filedMs, dueMs: Math.max(dueMs, filedMs) };
    emit({
      ...{ type: 'report.filed', asset: place.code, timeMs: filedMs },
      data: {
        reportId: report.reportId,
        category: category.code,
        channel,
        dueAt: new Date(report.dueMs).toISOString(),
      },
    });
    agenda.at(filedMs + random.int(isOpen ? readWithinMs / 4 : readWithinMs), () => {
      desk.take(report);
    });
  };
}
