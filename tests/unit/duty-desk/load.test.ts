import { describe, expect, test } from 'vitest';
import { judgeBudget } from '../../../display/src/lib/duty/load/budget.ts';
import { judgeFlood } from '../../../display/src/lib/duty/load/flood.ts';
import { groupByCause } from '../../../display/src/lib/duty/load/group-by-cause.ts';
import { mergeAnnouncements } from '../../../display/src/lib/duty/load/merge-announcements.ts';
import { buildRows } from '../../../display/src/lib/duty/queue/queue-row.ts';
import { anAlert, anIncident, minutesAgo, nowMs } from './some-rows.ts';

const ago = (minutes: number): number => nowMs - minutes * 60_000;
const announced = (minutes: readonly number[]) => minutes.map((at) => ({ atMs: ago(at), priority: 'P3' as const }));

describe('a flood', () => {
  test('begins above ten in ten minutes, and is over below five', () => {
    const ten = Array.from({ length: 10 }, () => ago(1));
    expect(judgeFlood(ten, nowMs, false)).toEqual({ isFlood: false, inTenMinutes: 10 });
    expect(judgeFlood([...ten, ago(9.9)], nowMs, false)).toEqual({ isFlood: true, inTenMinutes: 11 });
    expect(judgeFlood([...ten, ago(10)], nowMs, false).isFlood).toBe(false);
    expect(judgeFlood(ten.slice(0, 5), nowMs, true).isFlood).toBe(true);
    expect(judgeFlood(ten.slice(0, 4), nowMs, true).isFlood).toBe(false);
  });

  test('gathers rows by cause, and loses none', () => {
    const rows = buildRows(
      [
        anIncident(1, { alerts: { open: 14, all: 14 } }),
        anIncident(2, { cause: { alert: null, text: { vi: 'mưa lớn', en: 'heavy rain' } } }),
        anIncident(3),
      ],
      [anAlert(10, { incident: 1 }), anAlert(11), anAlert(12, { rule: 'long-wait' })],
    );
    const groups = groupByCause(rows);
    expect(groups.map(({ rows: members, alerts }) => [members.map(({ key }) => key), alerts])).toEqual([
      [['i1', 'a11'], 15],
      [['i2'], 0],
      [['i3'], 0],
      [['a12'], 1],
    ]);
    expect(groups.map(({ name }) => name?.vi ?? null)).toEqual(['Kiosk im lặng', 'mưa lớn', null, 'Kiosk im lặng']);
  });
});

describe('the alarm budget', () => {
  test('counts each span once, at its edges', () => {
    const { lines } = judgeBudget(announced([0, 9.9, 10, 59, 60, 1_439, 1_440]), [], { nowMs, officers: 1 });
    expect(lines.map(({ span, alerts, verdict }) => [span, alerts, verdict])).toEqual([
      ['ten_minutes', 2, 'manageable'],
      ['hour', 4, 'acceptable'],
      ['day', 6, 'acceptable'],
    ]);
  });

  test('is judged by its worst span, and shared by who is on duty', () => {
    const seven = announced([11, 12, 13, 14, 15, 16, 17]);
    expect(judgeBudget(seven, [], { nowMs, officers: 1 }).worst).toBe('manageable');
    expect(judgeBudget(seven, [], { nowMs, officers: 2 })).toMatchObject({ worst: 'acceptable', officers: 2 });
    const thirteen = announced(Array.from({ length: 13 }, (_, at) => 12 + at));
    expect(judgeBudget(thirteen, [], { nowMs, officers: 1 }).worst).toBe('too_much');
  });

  test('tells the mix of priorities, or that there is none, and what is stale', () => {
    const one = { atMs: ago(1), priority: 'P1' as const };
    const budget = judgeBudget([one, ...announced([2, 3, 4])], [ago(1_441), ago(1_440), ago(5)], {
      nowMs,
      officers: 1,
    });
    expect(budget).toMatchObject({ mix: { P1: 0.25, P2: 0, P3: 0.75 }, stale: 1 });
    expect(judgeBudget([], [], { nowMs, officers: 1 }).mix).toBeNull();
  });

  test('takes an alert once, from the database or from the feed, and none that is kept quiet', () => {
    const read = [{ id: 1, priority: 'P2' as const, at: minutesAgo(30) }];
    const live = [anAlert(1), anAlert(2), anAlert(3, { suppression: { why: 'storm' } })];
    expect(mergeAnnouncements(read, live)).toEqual([
      { priority: 'P2', atMs: ago(30) },
      { priority: 'P3', atMs: ago(2) },
    ]);
  });
});
