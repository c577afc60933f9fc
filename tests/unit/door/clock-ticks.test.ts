import { expect, test } from 'vitest';
import type { WorldClock } from '#shared/wire/world.ts';
import { createTickMaker } from '../../../ingest/door/framing/clock-ticks.ts';

const clock = (world: string, over: Partial<WorldClock> = {}): [string, WorldClock] => [
  world,
  { world, anchorRealMs: 0, anchorWorldMs: 1_000_000, speed: 60, holdAtMs: null, ...over },
];

test('live ticks by the real clock, another world by its own', () => {
  const ticks = createTickMaker('hanoi', 'abc')(new Map([clock('replay:a')]), 1_000);
  expect(ticks.map(({ id, world, time, data }) => [id, world, Date.parse(time), data.speed])).toEqual([
    ['tick-live-abc-1', 'live', 1_000, 1],
    ['tick-replay:a-abc-1', 'replay:a', 1_060_000, 60],
  ]);
  expect(ticks[0]).toMatchObject({ type: 'clock.tick', source: 'urn:vonglau:hanoi:door', asset: '', unit: '' });
});

test('a world that reached its hold ticks with speed 0 for a minute, then rests until it moves', () => {
  const make = createTickMaker('hanoi', 'abc');
  const worlds = (holdAtMs: number) => new Map([clock('replay:a', { holdAtMs })]);
  const speeds = (atMs: number, holdAtMs: number) =>
    make(worlds(holdAtMs), atMs)
      .slice(1)
      .map(({ data }) => data.speed);
  expect(speeds(0, 1_120_000)).toEqual([60]);
  expect(speeds(3_000, 1_120_000)).toEqual([0]);
  expect(speeds(59_000, 1_120_000)).toEqual([0]);
  expect(speeds(61_000, 1_120_000)).toEqual([]);
  expect(speeds(62_000, 1_120_001)).toEqual([0]);
});

test('a clock beyond any calendar stops no other tick', () => {
  const worlds = new Map([clock('sim:far', { anchorWorldMs: 1e300 }), clock('sim:near')]);
  const ticks = createTickMaker('hanoi', 'abc')(worlds, 0);
  expect(ticks.map(({ world }) => world)).toEqual(['live', 'sim:near']);
});
