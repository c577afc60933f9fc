import type { BenchSystem } from '../bench-system.ts';
import type { Figures } from '../measurement.ts';
import { compareKpis } from './compare-kpis.ts';
import type { SimulatedDays } from './simulated-days.ts';
import { timeKpis } from './time-kpis.ts';

/**
 * Something done once a city was simulated, beside the counts: it reads what the system says, counts again for itself or
 * measures. It throws when something is not as it must be, and tells its figures. Add yours to the list.
 */
export type CityComparison = {
  readonly name: string;
  readonly compare: (bench: BenchSystem, simulated: SimulatedDays) => Promise<Figures>;
};

export const cityComparisons: readonly CityComparison[] = [
  { name: 'comparing every KPI with its recount from raw events', compare: compareKpis },
  { name: 'asking for KPIs again and again', compare: timeKpis },
];
