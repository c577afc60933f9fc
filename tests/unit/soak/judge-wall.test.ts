import { expect, test } from 'vitest';
import { drawWall } from '../../soak/wall/draw-wall.ts';
import { judgeWall } from '../../soak/wall/judge-wall.ts';
import type { WallRecording, WallSample } from '../../soak/wall/wall-sample.ts';

/** Half an hour of a page: a sample each 5 s, everything collected each 30 s. */
function aPage(minutes: number, read: (atS: number) => Partial<WallSample> = () => ({})): WallRecording {
  const samples = Array.from({ length: minutes * 12 }, (_, at): WallSample => ({
    ...{
      atS: at * 5,
      heapMib: 60 + (at % 6) * 4,
      nodes: 2_000,
      listeners: 90,
      longTasks: 0,
      longestMs: 0,
      isLive: true,
    },
    ...read(at * 5),
  }));
  const floors = samples.filter((_, at) => at % 6 === 5).map(({ atS, heapMib }) => ({ atS, heapMib: heapMib - 20 }));
  return { minutes, samples, floors, load: [[5, 2_000]] };
}

test('a page that comes back to where it was is steady; what it took to open is not held against it', () => {
  const page = aPage(30, (atS) => (atS < 120 ? { nodes: atS * 20, longTasks: 3, longestMs: 400 } : {}));
  expect(judgeWall(page)).toMatchObject({ verdict: 'steady', longTasks: 0, longestMs: 0, liveShare: 1, peakMib: 80 });
});

test('what is left after collecting, nodes and listeners: each that grows is found', () => {
  expect(judgeWall(aPage(30, (atS) => ({ heapMib: 60 + atS / 200 }))).verdict).toBe('grows');
  expect(judgeWall(aPage(30, (atS) => ({ nodes: 2_000 + atS }))).verdict).toBe('grows');
  expect(judgeWall(aPage(30, (atS) => ({ listeners: 90 + Math.floor(atS / 10) }))).verdict).toBe('grows');
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
