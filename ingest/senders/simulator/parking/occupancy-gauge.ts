import type { ParkingSite } from '#shared/locality/tables/parking.ts';
import { every } from '../engine/schedule.ts';
import type { Simulation } from '../engine/simulation.ts';

const sampleEveryMs = 15 * 60_000;

/** Reports every quarter hour how many cars stand at a site; each sample closes the one before. Without power it is silent. */
export function startOccupancyGauge(
  simulation: Simulation,
  site: ParkingSite,
  { capacity, occupied }: { capacity: number; occupied: () => number },
): void {
  const { agenda, effects, emit } = simulation;
  const firstMs = simulation.startMs + simulation.random.fork(`occupancy/${site.code}`).int(sampleEveryMs);
  let before: { occupied: number; atMs: number } | undefined;
  every(simulation, firstMs, sampleEveryMs, () => {
    const atMs = agenda.nowMs();
    if (!effects.isPowered(site.unit, atMs)) {
      before = undefined;
      return true;
    }
    const sample = { occupied: occupied(), capacity };
    const prior = before && { occupied: before.occupied, capacity, heldS: (atMs - before.atMs) / 1_000 };
    emit({
      ...{ type: 'parking.occupancy', asset: site.code, timeMs: atMs },
      data: { ...sample, ...(prior && { prior }) },
    });
    before = { occupied: sample.occupied, atMs };
    return true;
  });
}
