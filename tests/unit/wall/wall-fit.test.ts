import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { judgeWalls } from '../../../infra/setup/doctor/examine-wall.ts';
import { parseWalls } from '../../../shared/locality/checks/check-walls.ts';
import { fitWall } from '../../../shared/locality/wall-fit.ts';
import { usualWall, wallSettings } from '../../../shared/locality/wall-settings.ts';

const geometry = (panelWidthMm: number, maxViewM: number) => ({ panelWidthMm, maxViewM, horizontalPx: 3_840 });

describe('the size of text', () => {
  test('is what a letter of 20 minutes of arc needs', () => {
    // 98 inches from 3 m: 44 px; from 8 m: 116 px. Sixteen 55-inch panels, four by four, from 8 m fit whole.
    expect(fitWall(geometry(2_170, 3)).unitPx).toBeCloseTo(44.1, 0);
    expect(fitWall(geometry(2_170, 8)).unitPx).toBeCloseTo(117.7, 0);
    expect(fitWall(geometry(4_860, 8))).toMatchObject({ layout: 'whole' });
  });

  test('leaves less room the farther one sits, until nothing fits', () => {
    const layouts = [3, 5, 8, 12].map((m) => fitWall(geometry(2_170, m)).layout);
    expect(layouts).toEqual(['whole', 'reduced', 'essentials', 'too-small']);
  });

  test('is judged by the height too: four 55-inch panels in a row are wide enough and too low', () => {
    const row = { ...geometry(4_860, 8), verticalPx: 540 };
    expect(fitWall(row)).toMatchObject({ layout: 'too-small', neededHeightMm: expect.any(Number) as number });
    expect(fitWall(row).neededHeightMm).toBeGreaterThan(684);
    expect(fitWall(row).smallestArcMinutes).toBeLessThan(16);
    const within = fitWall({ ...row, maxViewM: fitWall(row).readableM * 0.999 });
    expect(within.layout).toBe('essentials');
    expect(fitWall({ ...geometry(4_860, 8), verticalPx: 1_400 }).layout).toBe('reduced');
  });

  test('where it does not fit, the smallest text falls under 16 minutes of arc, and what would help is told', () => {
    const fit = fitWall(geometry(1_210, 8));
    expect(fit.layout).toBe('too-small');
    expect(fit.smallestArcMinutes).toBeLessThan(16);
    expect(fitWall(geometry(1_210, fit.readableM * 0.999)).layout).toBe('essentials');
    expect(fitWall(geometry(fit.neededWidthMm, 8)).layout).toBe('essentials');
    expect(fitWall(geometry(2_170, 8)).smallestArcMinutes).toBeCloseTo(16, 6);
  });
});

test('doctor tells whether walls fit, and what to do', () => {
  const wall = (panelWidthMm: number, maxViewM: number) => ({
    ...usualWall,
    geometry: geometry(panelWidthMm, maxViewM),
  });
  expect(judgeWalls([usualWall])).toMatchObject({ state: 'ok' });
  expect(judgeWalls([usualWall, wall(2_170, 5)]).state).toBe('warning');
  const bad = judgeWalls([wall(1_210, 8)]);
  expect(bad.state).toBe('bad');
  expect(bad.remedy).toMatch(/sit within 4\.\d m, or hang 20\d\d × 11\d\d mm/);
});

describe('wall.yaml', () => {
  test('Hanoi’s is right, and so is the usual wall', () => {
    const hanoi = parseWalls(parse(readFileSync('infra/localities/hanoi/wall.yaml', 'utf8')) as unknown);
    expect(hanoi.problems).toEqual([]);
    expect(hanoi.walls[0]?.kpis).toHaveLength(9);
    expect(wallSettings.parse(usualWall)).toEqual(usualWall);
  });

  test('its problems name the place', () => {
    const walls = [{ ...usualWall, kpis: ['on_time_share', 'on_time_share'], reloadAt: '3:10' }];
    const columns = parseWalls({ walls }).problems.map(({ file, column }) => `${file} ${column}`);
    expect(columns.sort()).toEqual(['wall.yaml walls.0.kpis', 'wall.yaml walls.0.kpis', 'wall.yaml walls.0.reloadAt']);
  });
});
