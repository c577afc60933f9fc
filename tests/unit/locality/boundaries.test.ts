import { existsSync, readFileSync } from 'node:fs';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { checkBoundaries } from '#shared/locality/boundaries/check-boundaries.ts';
import { measureAreas } from '#shared/locality/boundaries/measure-areas.ts';
import { readAreas, type Area } from '#shared/locality/boundaries/read-areas.ts';
import { loadPack } from '#shared/locality/load-pack.ts';

/** About 1.11 km north to south; the measure of everything below. */
const STEP = 0.01;
const KM = 111.32 * STEP;

/** A rectangle in steps from 105.8, 21; `turn` gives its ring the other direction. */
function box(west: number, south: number, east: number, north: number, turn = false): Position[] {
  const at = (x: number, y: number): Position => [105.8 + x * STEP, 21 + y * STEP];
  const ring = [at(west, south), at(east, south), at(east, north), at(west, north), at(west, south)];
  return turn ? ring.reverse() : ring;
}

function area(code: string, ...rings: Position[][]): Area {
  return { code, properties: {}, rings };
}

/** Square kilometres of so many steps by steps at 21 degrees north. */
const squares = (count: number): number => count * KM * KM * Math.cos((21.02 * Math.PI) / 180);

describe('measuring areas', () => {
  it('gives the same for rings of either direction, and takes holes out wherever they stand', () => {
    for (const turn of [false, true]) {
      for (const rings of [
        [box(0, 0, 4, 4, turn), box(1, 1, 2, 2)],
        [box(1, 1, 2, 2, turn), box(0, 0, 4, 4)],
      ]) {
        const { km2 } = measureAreas([area('a', ...rings)]);
        expect(km2[0]).toBeCloseTo(squares(15), 1);
      }
    }
  });

  it('tells an overlap by its area and a gap by its place', () => {
    const { overlaps, gaps } = measureAreas([
      area('left', box(0, 0, 2.5, 4)),
      area('right', box(2, 0, 4, 1)),
      area('top', box(2, 3, 4, 4)),
      area('end', box(3.5, 0, 4, 4)),
    ]);
    const ofPair = overlaps.find(({ one, other }) => one === 0 && other === 1)?.km2;
    expect(ofPair).toBeCloseTo(squares(0.5), 1);
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.km2).toBeCloseTo(squares(2), 1);
    expect(gaps[0]?.lon).toBeGreaterThan(105.8 + 2.5 * STEP - 0.001);
  });

  it('does not take a bay for a gap', () => {
    const horseshoe = [area('a', box(0, 0, 4, 1)), area('b', box(0, 1, 1, 4)), area('c', box(3, 1, 4, 4))];
    expect(measureAreas(horseshoe).gaps).toEqual([]);
  });
});

describe('a boundary file of six units', () => {
  const { units } = loadPack('tests/support/cities/six-unit');
  const around = (code: string, half: number): Area => {
    const unit = units.find((each) => each.code === code);
    const [lon, lat] = [unit?.lon ?? 0, unit?.lat ?? 0];
    return area(code, [
      [lon - half, lat - half],
      [lon + half, lat - half],
      [lon + half, lat + half],
      [lon - half, lat + half],
    ]);
  };
  const apart = units.map(({ code }) => around(code, 0.003));
  const say = (areas: Area[]): string[] =>
    checkBoundaries('x.json', areas, units).problems.map(({ column, message }) => `${column}: ${message.en}`);

  it('is in order when every unit has its own ground', () => {
    expect(say(apart)).toEqual([]);
  });

  it('is told the missing, the unknown, the doubled and the misplaced', () => {
    const [first, second, third, ...rest] = apart;
    if (!first || !second || !third) throw new Error('six units');
    const moved = { ...second, rings: second.rings.map((ring) => ring.map(([lon = 0, lat = 0]) => [lon, lat + 0.03])) };
    expect(say([{ ...first, code: '99999' }, moved, third, third, ...rest])).toEqual([
      '00004: the boundary of Ba Đình is missing; add a feature with the id 00004',
      "99999: there is no unit 99999 in units.csv today; a feature's id must be its unit's code",
      '00025: is there twice; make it one MultiPolygon',
      expect.stringContaining('00008: the point of Ngọc Hà (105.816857, 21.039386) lies outside'),
      expect.stringContaining('00025: overlaps 00025 by'),
    ]);
  });

  it('refuses what is no boundary file', () => {
    expect(() => readAreas({ type: 'Feature' })).toThrow('neither a GeoJSON FeatureCollection nor a TopoJSON');
    const point = { type: 'Feature', id: '1', properties: {}, geometry: { type: 'Point', coordinates: [1, 2] } };
    expect(() => readAreas({ type: 'FeatureCollection', features: [point] })).toThrow('feature 1 is Point');
  });
});

describe.each([
  ['hanoi', 'hanoi_units.geojson'],
  ['hanoi', 'hanoi_units.topojson'],
  ['hai-phong', 'haiphong_units.topojson'],
  ['ha-tinh', 'hatinh_units.topojson'],
])('the official boundaries of %s (%s)', (city, name) => {
  it('fit its units', ({ skip }) => {
    const file = `../shared/data/geo/${name}`;
    if (!existsSync(file)) skip(`${file} is not there`);
    const { units } = loadPack(`infra/localities/${city}`);
    const report = checkBoundaries(name, readAreas(JSON.parse(readFileSync(file, 'utf8'))), units);
    expect(report.problems).toEqual([]);
    const off = report.areas.filter(({ km2, statedKm2 }) => Math.abs(km2 / (statedKm2 ?? 1) - 1) > 0.1);
    expect(off.length).toBeLessThan(report.areas.length / 20);
  });
});
