import type { OpenView } from '#shared/wire/push.ts';
import { freshnessOf, pulseOf } from './freshness.ts';
import type { KnownAsset } from './screen-state.ts';

/**
 * What an asset looks like on the wall. Old data must look old, so age outranks what a value says; an open fault
 * outranks age, because silence does not mend a machine.
 */
export const assetStates = ['normal', 'full', 'late', 'stale', 'lost', 'unknown', 'maintenance', 'fault'] as const;
export type AssetState = (typeof assetStates)[number];

/** The state of one asset at the world's time `nowMs`; `known` is undefined when it never reported. */
export function assetState(known: KnownAsset | undefined, nowMs: number, intervalS: number | null): AssetState {
  if (!known) return 'unknown';
  const faults = known.open.fault;
  if (faults && faults.count > 0) return isAllPlanned(faults) ? 'maintenance' : 'fault';
  const freshness = freshnessOf(pulseOf(known, intervalS), nowMs, intervalS);
  if (freshness !== 'fresh') return freshness;
  return isFull(known) ? 'full' : 'normal';
}

function isAllPlanned(faults: OpenView): boolean {
  return faults.count === faults.items.length && faults.items.every((item) => item.value.planned === true);
}

function isFull(known: KnownAsset): boolean {
  const occupancy = known.fields.occupancy?.value;
  if (typeof occupancy?.occupied !== 'number' || typeof occupancy.capacity !== 'number') return false;
  return occupancy.capacity > 0 && occupancy.occupied >= occupancy.capacity;
}
