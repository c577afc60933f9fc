import { describe, expect, it } from 'vitest';
import type { CountRow } from '#shared/wire/counts.ts';
import { DayCounts } from '../../../stream/live/push/day-counts.ts';

const day = '2026-11-23';
const row = (
  n: number,
  over: { grain?: CountRow[0]; bucket?: string; scope?: string; unit?: string } = {},
): CountRow => [
  over.grain ?? 'day',
  over.bucket ?? day,
  over.unit ?? '',
  over.scope ?? '',
  'ticket.issued',
  '',
  n,
  n,
  1,
  1,
];
const reading = (commit: number, ...rows: CountRow[]) => ({ commit, stream: 'EVENTS one', ageS: 0, rows });

function held(commit: number, ...rows: CountRow[]): DayCounts {
  const counts = new DayCounts('live', day);
  counts.takeReading(day, reading(commit, ...rows), 0);
  return counts;
}

describe("a day's counts", () => {
  it('move on commit by commit, also by commits that say nothing of this world', () => {
    const counts = held(5, row(1));
    expect(counts.takeCommit({ commit: 6, rows: [] }, 0).size).toBe(0);
    expect([...counts.takeCommit({ commit: 7, rows: [row(2)] }, 0).keys()]).toEqual(['\nticket.issued\n']);
    expect(counts.allRows()).toEqual([row(2)]);
    expect(counts.position()).toEqual({ generation: 1, offset: 7 });
  });

  it("keep the day's rows of city and units only", () => {
    const counts = held(5);
    const others = [row(1, { grain: 'hour' }), row(1, { bucket: '2026-11-22' }), row(1, { scope: 'K001' })];
    expect(counts.takeCommit({ commit: 6, rows: [...others, row(4, { unit: '00004' })] }, 0).size).toBe(1);
    expect(counts.allRows()).toEqual([row(4, { unit: '00004' })]);
  });

  it('want to be read again after a missing commit, and start over then', () => {
    const counts = held(5, row(1));
    counts.takeCommit({ commit: 7, rows: [row(3)] }, 0);
    expect(counts.position()).toBeNull();
    expect(counts.wantsReading).toBe(true);
    counts.takeReading(day, reading(6, row(2)), 0);
    expect(counts.position()).toEqual({ generation: 2, offset: 7 });
    expect(counts.allRows()).toEqual([row(3)]);
  });

  it('apply what came while they were being read, once', () => {
    const counts = new DayCounts('live', day);
    for (const commit of [4, 5, 6]) counts.takeCommit({ commit, rows: [row(commit)] }, 0);
    counts.takeReading(day, reading(5, row(5)), 0);
    expect(counts.position()?.offset).toBe(6);
    expect(counts.allRows()).toEqual([row(6)]);
  });

  it('pass over what was in flight, but are read again when the writer has gone back', () => {
    const counts = held(5, row(5));
    counts.takeCommit({ commit: 4, rows: [row(4)] }, 1_000);
    expect(counts.allRows()).toEqual([row(5)]);
    counts.takeCommit({ commit: 1, rows: [] }, 60_000);
    expect(counts.wantsReading).toBe(true);
  });

  it('start over on another civil day, and drop a reading of the day before', () => {
    const counts = held(5, row(5));
    counts.moveDay('2026-11-24');
    counts.takeReading(day, reading(5, row(5)), 0);
    expect(counts.wantsReading).toBe(true);
    counts.takeReading('2026-11-24', reading(5), 0);
    expect(counts.position()).toEqual({ generation: 2, offset: 5 });
    expect(counts.allRows()).toEqual([]);
  });

  it('are not started over by a reading that tells nothing new', () => {
    const counts = held(5, row(5));
    counts.takeReading(day, reading(5, row(5)), 0);
    expect(counts.position()?.generation).toBe(1);
  });
});
