import type { Simulation } from '../engine/simulation.ts';
import type { Place } from './place.ts';
import type { Visitors } from './service-point.ts';

type Sample = { readonly waiting: number; readonly expectedWaitS?: number };

/** Reports how many wait and for how long. */
export type WaitingGauge = {
  readonly sample: () => void;
  /** What follows comes after a gap. */
  readonly breakOff: () => void;
};

/** A place's gauge; each sample closes the one before. */
export function createWaitingGauge({ agenda, emit }: Simulation, place: Place, visitors: Visitors): WaitingGauge {
  let before: { sample: Sample; atMs: number } | undefined;
  return {
    sample: () => {
      const nowMs = agenda.nowMs();
      if (before?.atMs === nowMs) return;
      const expectedMs = visitors.expectedWaitMs();
      const sample = {
        waiting: visitors.queue.waiting(),
        ...(expectedMs !== undefined && { expectedWaitS: Math.round(expectedMs / 1_000) }),
      };
      emit({
        ...{ type: 'counter.waiting', asset: place.code, timeMs: nowMs },
        data: {
          ...sample,
          ...(before && { prior: { ...before.sample, heldS: (nowMs - before.atMs) / 1_000 } }),
        },
      });
      before = { sample, atMs: nowMs };
    },
    breakOff: () => {
      before = undefined;
    },
  };
}
