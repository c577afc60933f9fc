import { describe, expect, it } from 'vitest';
import { baselinesFrom, measureUsual } from '#shared/rules/baseline.ts';
import type { Input } from '#shared/rules/input.ts';
import {
  at,
  city,
  evaluatorOf,
  judgeAll,
  row,
  rulesOf,
  short,
  startMs,
  tick,
  ticks,
  view,
  views,
} from './rule-events.ts';

const hourMs = 3_600_000;
const silent = { scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 3 } };

const usual = (hours: readonly (readonly [string, number, number])[]) =>
  baselinesFrom(
    measureUsual(hours, city.timeZone, () => true),
    city.timeZone,
    () => true,
  );

describe('an evaluator', () => {
  it('counts no silence while counters are closed', () => {
    const rules = rulesOf({ scope: { kind: 'point' }, when: { kind: 'absence', intervals: 4 } });
    // Heard last at 11:50; closed from 12:00 to 13:30: twenty open minutes are over at 13:40.
    const heardS = 2 * 3_600 + 50 * 60;
    const inputs = [
      tick(heardS - 1, 60),
      views(view('P1', heardS)),
      ...ticks(heardS, heardS + 3 * 3_600, () => [], 60),
    ];
    expect(judgeAll(evaluatorOf(rules), inputs).map(short)).toEqual([`${4 * 3_600 + 40 * 60} rule-0/P1 firing`]);
  });

  it('dates a silence from when a sign of life was due', () => {
    const [first] = judgeAll(evaluatorOf(rulesOf(silent)), [tick(0), views(view('K1', 30)), ...ticks(1, 215)]).filter(
      ({ alert }) => alert.target === 'K1',
    );
    expect(first).toMatchObject({ at: at(210), since: at(90) });
  });

  it('after a hole in the ticks waits anew', () => {
    const inputs: Input[] = [...ticks(0, 100), ...ticks(2_000, 2_179), tick(2_180)];
    expect(judgeAll(evaluatorOf(rulesOf(silent)), inputs).map(short)).toEqual(
      ['K1', 'K2', 'K3', 'K4'].map((code) => `2180 rule-0/${code} firing`),
    );
  });

  it('ends the alert of what leaves the registry', () => {
    const leaving = city.assets.map((asset) => (asset.code === 'K1' ? { ...asset, validTo: '2026-11-24' } : asset));
    const evaluator = evaluatorOf(rulesOf(silent), { city: { ...city, assets: leaving } });
    const told = judgeAll(
      evaluator,
      ticks(0, 16 * 3_600, () => [], 60),
    );
    expect(told.filter(({ why }) => why === 'retired').map(short)).toEqual([`${15 * 3_600} rule-0/K1 normal`]);
    expect(evaluator.openCount()).toBe(3);
  });

  it('judges by the new time of a rule at once, without waiting for news', () => {
    const down = {
      scope: { kind: 'system' },
      when: { kind: 'state', field: 'link', path: 'ok', op: '=', value: false },
    };
    const slow = evaluatorOf(rulesOf({ ...down, forS: 300 }));
    expect(judgeAll(slow, [tick(0), views(view('S1', 0, { link: { ok: false } })), ...ticks(1, 10)])).toEqual([]);
    const quick = evaluatorOf(rulesOf({ ...down, forS: 2 }), { image: slow.image() });
    expect(judgeAll(quick, [tick(11)]).map(short)).toEqual(['11 rule-0/S1 firing']);
  });

  it('knows what is usual, and is silent where nothing is known', () => {
    const rules = rulesOf({
      when: { kind: 'deviation', metric: 'call.queued', stat: 'n', direction: 'above', k: 4, per: 'city' },
    });
    const weeks = [90, 100, 110, 105].map(
      (n, week) => ['call.queued  n ', startMs - (week + 1) * 168 * hourMs, n] as const,
    );
    const hour = (n: number): Input => ({
      kind: 'rows',
      rows: [{ row: ['hour', at(0), '', '', 'call.queued', '', n, n, 1, 1] }],
    });
    const told = (n: number, hours = weeks) =>
      judgeAll(evaluatorOf(rules, { baselines: usual(hours) }), [
        ...[tick(0), hour(n), ...ticks(60, 3_780, () => [], 60)],
      ]).map(short);
    expect(told(200)).toEqual(['3720 rule-0/ firing']);
    expect(told(130)).toEqual([]);
    expect(told(200, weeks.slice(0, 2))).toEqual([]);
  });

  it('judges percentiles, and KPIs as they are handed in', () => {
    const rules = rulesOf(
      {
        when: {
          kind: 'metric',
          metric: 'ticket.wait_ms',
          windowMin: 15,
          stat: 'p90',
          op: '>',
          value: 60_000,
          per: 'unit',
        },
      },
      { when: { kind: 'kpi', kpi: 'on_time_share', op: '<', value: -5, per: 'city' } },
    );
    const told = judgeAll(evaluatorOf(rules), [
      tick(0),
      {
        kind: 'rows',
        rows: [{ row: ['minute', at(0), 'U1', '', 'ticket.wait_ms', '', 9, 9, 1, 1], slots: [[140, 9]] }],
      },
      { kind: 'readings', readings: [{ name: 'kpi on_time_share ', time: at(0), value: -7 }] },
      row(0, 'ticket.wait_ms', 1),
      tick(1),
    ]);
    expect(told.map(short)).toEqual(['1 rule-0/U1 firing', '1 rule-1/ firing']);
  });
});
