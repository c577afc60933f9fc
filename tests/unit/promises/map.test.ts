import { describe, expect, it } from 'vitest';
import { nextArea } from '../../../display/src/lib/promises/next-area.ts';
import { createTelling } from '../../../display/src/lib/promises/telling.ts';
import { toUnitOnMap } from '../../../display/src/lib/promises/unit-on-map.ts';
import { anAnswer } from './an-answer.ts';

describe('a map under the arrow keys', () => {
  const area = (code: string, x: number, y: number) => ({ code, path: '', midst: [x, y] as const });
  const areas = [area('a', 0, 0), area('b', 10, 2), area('c', 30, 0), area('d', 2, 20), area('e', 9, 9)];
  const from = (code: string, key: string): string | undefined => {
    const start = areas.find((one) => one.code === code);
    return start && nextArea(areas, start, key)?.code;
  };

  it('goes to the nearest that lies that way, follows a row, and stays at the edge', () => {
    expect(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'].map((key) => from('a', key))).toEqual([
      'b',
      'd',
      'a',
      'a',
    ]);
    expect([from('b', 'ArrowRight'), from('c', 'ArrowLeft'), from('d', 'ArrowUp')]).toEqual(['c', 'b', 'a']);
    expect([from('c', 'Home'), from('a', 'End'), from('a', 'Enter')]).toEqual(['a', 'e', undefined]);
  });

  it('leaves no area out of reach', () => {
    const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'];
    const reached = new Set(['a']);
    for (const code of reached) for (const key of keys) reached.add(from(code, key) ?? code);
    expect(reached.size).toBe(areas.length);
  });
});

describe('what a map says of a unit', () => {
  const names = { units: { '00004': 'Ba Đình' }, offices: {}, procedures: {}, systems: {} };
  const telling = createTelling('vi', 'Asia/Ho_Chi_Minh', names);

  it('is its figure against its target, and who tells of it; without a value the reason, and no gap', () => {
    expect(toUnitOnMap(telling, anAnswer(), '/there')).toMatchObject({
      ...{ state: 'short', name: 'Ba Đình', href: '/there', figure: '60 % · ≥ 80 % · thiếu 20 điểm' },
      said: 'Ba Đình, chưa đạt, 60 % · ≥ 80 % · thiếu 20 điểm, 1/1 nơi gửi · cũ nhất 60 giây',
    });
    const unknown = anAnswer({ numerator: null, denominator: null, reason: 'coverage' });
    expect(toUnitOnMap(telling, unknown, '/there')).toMatchObject({
      ...{ state: 'unknown', figure: '— quá ít nơi gửi số liệu · ≥ 80 %' },
    });
  });
});
