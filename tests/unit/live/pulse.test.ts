import { expect, it } from 'vitest';
import { createPulse } from '../../../stream/live/push/pulse.ts';

const at = (second: number, speed = 1) => ({ time: `2026-11-23T01:00:0${second}.000Z`, speed });

it('vouches for a running world only while its clock moves', () => {
  const pulse = createPulse();
  expect(pulse.isHeard('live', at(0), 0)).toBe(true);
  expect(pulse.isHeard('live', at(0), 4_000)).toBe(true);
  expect(pulse.isHeard('live', at(0), 5_000)).toBe(false);
  expect(pulse.isHeard('live', at(1), 9_000)).toBe(true);
});

it('has nothing to hold against a world that stands still or has no clock yet', () => {
  const pulse = createPulse();
  expect(pulse.isHeard('replay:a', at(0, 0), 0)).toBe(true);
  expect(pulse.isHeard('replay:a', at(0, 0), 60_000)).toBe(true);
  expect(pulse.isHeard('drill:b', null, 0)).toBe(true);
  expect(pulse.isHeard('drill:b', null, 60_000)).toBe(true);
});
