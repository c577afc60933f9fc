import type { BenchSystem } from '../bench-system.ts';
import type { Figures } from '../measurement.ts';

/**
 * Something that must be so after a city was simulated into `world`, beside the counts: it reads what the system says
 * and counts again for itself. It throws when they differ, and tells its figures. Add yours to the list.
 */
export type CityComparison = {
  readonly name: string;
  readonly compare: (bench: BenchSystem, world: string) => Promise<Figures>;
};

export const cityComparisons: readonly CityComparison[] = [];
