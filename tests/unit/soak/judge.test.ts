import { expect, test } from 'vitest';
import { drawRecording } from '../../soak/draw-recording.ts';
import { judge } from '../../soak/judge.ts';
import type { Recording, Sample } from '../../soak/sample.ts';
import { slopePerHour } from '../../soak/slope.ts';

/** Half an hour of one life, a sample each 5 s. */
function aLife(read: (atS: number) => Partial<Sample>): Sample[] {
  return Array.from({ length: 360 }, (_, at) => ({
    ...{ atS: at * 5, pid: 1, pssMib: 100, handles: 30, loopMs: 2 },
    ...read(at * 5),
  }));
}

function aRecording(samples: Sample[]): Recording {
  return { minutes: 30, samples: new Map([['writer', samples]]), system: [], kills: [] };
}
const verdictOf = (samples: Sample[]): string | undefined =>
  judge(aRecording(samples), new Set(['writer']))[0]?.verdict;

test('a slope is that of most points', () => {
  const points = Array.from({ length: 20 }, (_, at) => ({ atS: at * 60, value: at + (at === 7 ? 1_000 : 0) }));
  expect(slopePerHour(points)).toBeCloseTo(60);
});

test('a saw of collections is steady, whatever it took to warm up', () => {
  const saw = aLife((atS) => ({ pssMib: (atS < 200 ? atS / 4 : 50) + 100 + (atS % 25) * 3 }));
  expect(verdictOf(saw)).toBe('steady');
});

test('a heap that grew by a step is steady', () => {
  expect(verdictOf(aLife((atS) => ({ pssMib: atS < 1_000 ? 120 : 144 })))).toBe('steady');
});

test('memory that grows under its saw, and handles that are not given back, are found', () => {
  expect(verdictOf(aLife((atS) => ({ pssMib: 100 + (atS % 25) * 3 + (atS / 3_600) * 240 })))).toBe('grows');
  expect(verdictOf(aLife((atS) => ({ handles: 30 + Math.floor(atS / 60) })))).toBe('grows');
});

test('a process that was killed is judged by its longest life, or not at all', () => {
  const growing = aLife((atS) => ({ pid: atS < 1_200 ? 1 : 2, pssMib: atS < 1_200 ? 100 + atS / 10 : 50 }));
  expect(verdictOf(growing)).toBe('grows');
  expect(verdictOf(aLife((atS) => ({ pid: Math.floor(atS / 400) })))).toBe('too short to judge');
});

test('the picture names every process and its units', () => {
  const svg = drawRecording(aRecording(aLife(() => ({}))), 'a run & its end');
  for (const text of ['writer · memory (PSS)', 'MiB', 'event-loop delay', ' ms<', 'a run &amp; its end'])
    expect(svg).toContain(text);
  expect(svg).not.toContain('NaN');
});
