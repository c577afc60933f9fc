import { expect, test } from 'vitest';
import { drawWall } from '../../soak/wall/draw-wall.ts';
import { judgeWall } from '../../soak/wall/judge-wall.ts';
import type { Collected, WallRecording, WallSample } from '../../soak/wall/wall-sample.ts';

/** A page: a sample each 5 s, everything collected each 30 s. */
function aPage(
  minutes: number,
  seen: (atS: number) => Partial<WallSample> = () => ({}),
  left: (atS: number) => Partial<Collected> = () => ({}),
): WallRecording {
  const samples = Array.from({ length: minutes * 12 }, (_, at): WallSample => ({
    ...{ atS: at * 5, heapMib: 60 + (at % 6) * 4, longTasks: 0, longestMs: 0, isLive: true },
    ...seen(at * 5),
  }));
  const collected = Array.from({ length: minutes * 2 }, (_, at): Collected => ({
    ...{ atS: at * 30, heapMib: 40, nodes: 2_000, listeners: 90 },
    ...left(at * 30),
  }));
  return { minutes, samples, collected, load: [[5, 2_000]] };
}

test('a page that comes back to where it was is steady; what it took to open is not held against it', () => {
  const page = aPage(
    30,
    (atS) => (atS < 120 ? { longTasks: 3, longestMs: 400 } : {}),
    (atS) => (atS < 120 ? { nodes: atS * 20, heapMib: atS / 4 } : {}),
  );
  expect(judgeWall(page)).toMatchObject({ verdict: 'steady', longTasks: 0, longestMs: 0, liveShare: 1, peakMib: 80 });
});

test('what is left after collecting, nodes and listeners: each that grows is found', () => {
  const growing: ((atS: number) => Partial<Collected>)[] = [
    (atS) => ({ heapMib: 40 + atS / 200 }),
    (atS) => ({ nodes: 2_000 + atS }),
    (atS) => ({ listeners: 90 + Math.floor(atS / 10) }),
  ];
  for (const left of growing) expect(judgeWall(aPage(30, undefined, left)).verdict).toBe('grows');
});

test('a short run is judged by nobody; long tasks and a wall that was not live are told all the same', () => {
  const told = judgeWall(aPage(5, (atS) => ({ longTasks: 1, longestMs: 51 + atS, isLive: atS % 10 === 0 })));
  expect(told).toMatchObject({ verdict: 'too short to judge', longTasks: 48, longestMs: 346, liveShare: 0.5 });
});

test('the picture shows heap, tasks and load', () => {
  const svg = drawWall(aPage(5), 'a wall');
  for (const text of ['JS heap, all collected', 'longest task', 'events sent', ' MiB<']) expect(svg).toContain(text);
  expect(svg).not.toContain('NaN');
});
