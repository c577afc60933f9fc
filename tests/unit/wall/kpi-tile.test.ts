import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';
import { judgeTile } from '../../../display/src/lib/panels/kpi/judge-tile.ts';
import type { WallKpi } from '../../../display/src/lib/panels/kpi/wall-kpi.ts';
import { writeGap, writeNone, writeValue } from '../../../display/src/lib/panels/kpi/write-kpi.ts';
import { wallWords } from '../../../display/src/lib/panels/wall-words.ts';

const format = createFormat('vi', 'Asia/Ho_Chi_Minh');
const words = wallWords.vi;

function aKpi(change: Partial<WallKpi> = {}): WallKpi {
  return {
    ...{ kpi: 'kiosk_availability', valueUnit: 'share', value: 0.918, reason: null, target: 0.95, gap: -0.032 },
    ...{ direction: 'at_least', asOf: '2026-11-23T02:00:00Z', period: { from: '2026-11-01', to: '2026-12-01' } },
    coverage: { reporting: 451, expected: 476, oldestAgeS: 30, told: null },
    formulaFloor: 0.5,
    ...change,
  };
}

describe('a tile', () => {
  test('has value, bar and tick, and whether its target is met', () => {
    expect(judgeTile(aKpi(), 0.8)).toMatchObject({ none: null, value: 0.918, met: false, bar: 0.918, tick: 0.95 });
    expect(judgeTile(aKpi({ gap: 0 }), 0).none).toBeNull();
    expect(judgeTile(aKpi({ gap: 0 }), 0)).toMatchObject({ met: true });
    expect(judgeTile(aKpi({ target: null, gap: null }), 0)).toMatchObject({ met: null, tick: null });
  });

  test('shows no number that rests on less than the wall asks for, and says why', () => {
    const coverage = { reporting: 290, expected: 476, oldestAgeS: 30, told: null };
    expect(judgeTile(aKpi({ coverage }), 0.6)).toMatchObject({ none: null });
    const { none } = judgeTile(aKpi({ coverage }), 0.8);
    expect(none && writeNone(none, format, words)).toBe('mới có 60,9 % nơi báo, cần 80 %');
  });

  test('what the formula holds back stays back, whatever the wall asks', () => {
    const coverage = { reporting: 100, expected: 476, oldestAgeS: 30, told: null };
    expect(judgeTile(aKpi({ value: null, reason: 'coverage', coverage }), 0).none).toMatchObject({ floor: 0.5 });
    expect(judgeTile(aKpi({ value: null, reason: 'no-data' }), 0).none).toEqual({ why: 'no-data' });
    expect(judgeTile(undefined, 0).none).toEqual({ why: 'not-read' });
  });

  test('a bar of waiting holds both value and target', () => {
    const waits = aKpi({ valueUnit: 'ms', value: 900_000, target: 600_000, direction: 'at_most', gap: -300_000 });
    expect(judgeTile(waits, 0)).toMatchObject({ bar: 0.8, met: false });
  });
});

test('the gap is told in words, in the unit of the KPI', () => {
  const say = (change: Partial<WallKpi>) => writeGap(aKpi(change), format, words);
  expect(say({})).toBe('thiếu 3,2 điểm');
  expect(say({ gap: 0.012 })).toBe('hơn 1,2 điểm');
  expect(say({ gap: -0.02, direction: 'at_most' })).toBe('vượt 2 điểm');
  expect(say({ valueUnit: 'ms', gap: -120_000, direction: 'at_most' })).toBe('chậm hơn 2 phút');
  expect(say({ valueUnit: 'count', gap: -1_234 })).toBe('thiếu 1.234');
  expect(say({ gap: null })).toBe('không có mục tiêu');
  expect(writeValue(0.9995, 'share', format)).toEqual({ value: '99,95', unit: '%' });
  expect(writeValue(1, 'share', format).value).toBe('100');
  expect(say({ gap: 0.0005 })).toBe('hơn 0,05 điểm');
});
