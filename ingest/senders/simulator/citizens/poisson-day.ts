import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import { slotMs, slotsPerDay } from './demand.ts';

/** Enters what comes by chance over the rest of today, so many a day, by the share of each quarter hour. */
export function poissonOver(
  { agenda, calendar }: Simulation,
  random: Random,
  perDay: number,
  shareOf: (slot: number) => number,
  act: () => void,
): void {
  const nowMs = agenda.nowMs();
  const dayStartMs = calendar.startOf(calendar.dayOf(nowMs));
  for (let slot = 0; slot < slotsPerDay; slot += 1) {
    const count = random.poisson(perDay * shareOf(slot));
    for (let one = 0; one < count; one += 1) {
      const timeMs = dayStartMs + slot * slotMs + random.int(slotMs);
      if (timeMs >= nowMs) agenda.at(timeMs, act);
    }
  }
}
