import { expect, test } from 'vitest';
import { freshnessOf } from '../../../display/src/lib/feed/freshness.ts';
import { assetState } from '../../../display/src/lib/feed/asset-state.ts';
import { aScreen, aView, nowMs } from './a-screen.ts';

test('freshness follows the promised interval in the world’s time', () => {
  const at = (ageS: number) => freshnessOf(nowMs - ageS * 1000, nowMs, 60);
  expect([90, 91, 180, 181, 600, 601].map(at)).toEqual(['fresh', 'late', 'late', 'stale', 'stale', 'lost']);
});

test('an asset that never reported is unknown, and one that promised nothing stays fresh', () => {
  expect(freshnessOf(undefined, nowMs, 60)).toBe('unknown');
  expect(freshnessOf(nowMs - 1e9, nowMs, null)).toBe('fresh');
});

const stateOf = (view: ReturnType<typeof aView>) => assetState(aScreen([view]).assets.get(view.asset), nowMs, 60);
const fault = (planned: boolean, count = 1) => ({
  fault: { count, items: [{ key: 'f', since: '2026-11-23T01:00:00.000Z', value: { planned } }] },
});

test('an open fault outranks silence; a fault that was planned is maintenance', () => {
  expect(stateOf(aView('K1', 10, { open: fault(false) }))).toBe('fault');
  expect(stateOf(aView('K1', 9_999, { open: fault(false) }))).toBe('fault');
  expect(stateOf(aView('K1', 10, { open: fault(true) }))).toBe('maintenance');
});

test('faults beyond the ones listed are taken for unplanned', () => {
  expect(stateOf(aView('K1', 10, { open: fault(true, 2) }))).toBe('fault');
});

test('age outranks what an old value says', () => {
  const fields = { occupancy: { value: { occupied: 10, capacity: 10 }, time: '2026-11-23T01:00:00.000Z' } };
  expect(stateOf(aView('B1', 10, { fields }))).toBe('full');
  expect(stateOf(aView('B1', 400, { fields }))).toBe('stale');
});
