import { expect, test } from 'vitest';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import type { CityView } from '../../../display/src/lib/city/city-view.ts';
import { countKey, emptyScreenState, type KnownAsset } from '../../../display/src/lib/feed/screen-state.ts';
import { readKpis } from '../../../display/src/lib/map/questions/read-kpis.ts';
import { readUnits } from '../../../display/src/lib/map/questions/read-units.ts';
import { amountScale } from '../../../display/src/lib/map/questions/scales.ts';
import type { WallMoment } from '../../../display/src/lib/panels/wall-moment.ts';

const nowMs = Date.parse('2026-11-23T03:00:00Z');
const asset = (code: string, kind: string, unit: string): unknown => ({ code, kind, unit, lon: 105, lat: 21 });
const city = {
  waitingMin: [15, 30, 45],
  units: ['a', 'b', 'c', 'd'].map((code) => ({ code })),
  assets: [
    ...[asset('P1', 'point', 'a'), asset('P2', 'point', 'a'), asset('P3', 'point', 'b'), asset('P4', 'point', 'c')],
    ...[asset('B1', 'parking', 'a'), asset('B2', 'parking', 'b')],
  ],
} as unknown as CityView;

function heard(
  code: string,
  agoS: number,
  fields: Readonly<Record<string, Readonly<Record<string, number>>>>,
): KnownAsset {
  const seenMs = nowMs - agoS * 1_000;
  const time = new Date(seenMs).toISOString();
  return {
    ...{ asset: code, unit: '', seen: time, pulse: time, seenMs, pulseMs: seenMs, open: {} },
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { time, value }])),
  };
}

function momentOf(known: readonly KnownAsset[], counts: readonly [string, string, string, number][] = []): WallMoment {
  const state = emptyScreenState();
  state.day = '2026-11-23';
  for (const one of known) state.assets.set(one.asset, one);
  for (const [unit, metric, dim, n] of counts) {
    state.counts.set(countKey(unit, metric, dim), ['day', '2026-11-23', unit, '', metric, dim, n, n, n, n]);
  }
  const intervalS = { kiosk: 60, point: 60, branch: 60, parking: 60, hotline: null } as WallMoment['intervalS'];
  return { state, nowMs, today: '2026-11-23', countsAgeS: 1, intervalS, dayStartMs: nowMs - 36_000_000 };
}

test('the longest wait of a unit counts only what is fresh, and silence is never a short wait', () => {
  const moment = momentOf([
    heard('P1', 10, { waiting: { expectedWaitS: 1_200 } }),
    heard('P2', 10, { waiting: { expectedWaitS: 3_000 } }),
    heard('P3', 3_000, { waiting: { expectedWaitS: 60 } }),
  ]);
  const { readings } = readUnits('waiting', city, moment);
  expect(readings.map(({ value, reason, shade }) => [value, reason, shade])).toEqual([
    [3_000, null, 'far'],
    [null, 'old', 'unknown'],
    [null, 'never', 'unknown'],
    [null, 'none-there', 'plain'],
  ]);
  expect(readings[0]).toMatchObject({ reporting: 2, expected: 2, asOfMs: nowMs - 10_000 });
});

test('how long is too long is the city’s to say', () => {
  const moment = momentOf([heard('P1', 10, { waiting: { expectedWaitS: 1_200 } })]);
  const shadeIn = (waitingMin: readonly number[]) =>
    readUnits('waiting', { ...city, waitingMin }, moment).readings[0]?.shade;
  expect([shadeIn([15, 30, 45]), shadeIn([5, 10, 20]), shadeIn([30, 60, 90])]).toEqual(['near', 'far', 'met']);
});

test('cash is a share of what was paid today; nothing paid here is no share, and another day is not today', () => {
  const known = [heard('B1', 10, {}), heard('B2', 10, {})];
  const counts: [string, string, string, number][] = [
    ['', 'parking.paid_vnd', '', 8],
    ['a', 'parking.paid_vnd', '', 8],
    ['a', 'parking.paid_vnd', 'method=cash', 2],
  ];
  const moment = momentOf(known, counts);
  const cash = (of: WallMoment): unknown[] =>
    readUnits('cash', city, of).readings.map(({ value, reason }) => value ?? reason);
  expect(cash(moment)).toEqual([0.25, 'never', 'none-there', 'none-there']);
  expect(cash({ ...moment, today: '2026-11-24' })).toEqual(['never', 'never', 'none-there', 'none-there']);
  expect(cash({ ...moment, nowMs: null })).toEqual(['no-clock', 'no-clock', 'none-there', 'none-there']);
});

test('reports are counted by category; where a point reports and none was filed it is nought', () => {
  const known = [heard('P1', 10, {}), heard('P3', 10, {})];
  const moment = momentOf(known, [
    ['', 'report.filed', '', 9],
    ['a', 'report.filed', '', 9],
    ['a', 'report.filed', 'category=road', 4],
  ]);
  expect(readUnits('reports', city, moment, 'road').readings.map(({ value }) => value)).toEqual([4, 0, null, null]);
});

test('steps of amounts are numbers one can say, rise, and reach past the largest', () => {
  for (const largest of [0, 1, 3, 7, 12, 41, 99, 1_234]) {
    const steps = amountScale([largest]).map(({ from }) => from);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(new Set(steps).size).toBe(4);
    expect(4 * ((steps[1] ?? 0) - (steps[0] ?? 0))).toBeGreaterThanOrEqual(largest);
  }
});

test('a KPI is shaded by its gap; without a value it is unknown, without a target plain', () => {
  const answer = (unit: string, value: number | null, target: number | null, gap: number | null): KpiAnswer =>
    ({
      unit,
      value,
      target,
      gap,
      reason: value === null ? 'coverage' : null,
      asOf: '2026-11-23T03:00:00Z',
      coverage: { reporting: 1, expected: 2 },
    }) as unknown as KpiAnswer;
  const readings = readKpis(city, [
    answer('a', 0.7, 0.8, -0.1),
    answer('b', 0.9, 0.8, 0.1),
    answer('c', null, 0.8, null),
    answer('d', 0.5, null, null),
  ]);
  expect(readings.map(({ shade, reason }) => [shade, reason])).toEqual([
    ['missed', null],
    ['met', null],
    ['unknown', 'coverage'],
    ['amount1', null],
  ]);
});
