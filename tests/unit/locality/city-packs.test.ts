import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assetsOf } from '#shared/locality/assets-of.ts';
import { toCsv } from '#shared/locality/files/to-csv.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { tables, type TableName } from '#shared/locality/pack.ts';
import { assetsDocument } from '#shared/wire/registry.ts';
import { apportion } from '../../../infra/localities/place/apportion.ts';
import { placeAssets } from '../../../infra/localities/place-assets.ts';
import { placeEstablishment } from '../../../infra/localities/place/place-establishment.ts';

const hanoi = 'infra/localities/hanoi';
const sixUnit = 'tests/support/cities/six-unit';

describe('Hanoi', () => {
  const pack = loadPack(hanoi);

  it('has its units, people and assets', () => {
    expect(pack.units).toHaveLength(126);
    expect(pack.units.filter(({ type }) => type === 'phuong')).toHaveLength(51);
    expect(pack.units.reduce((sum, { population }) => sum + population, 0)).toBe(8_807_523);
    expect(pack.points).toHaveLength(126);
    expect(pack.points.every(({ address }) => address !== null)).toBe(true);
    expect(pack.branches).toHaveLength(12);
    expect(pack.kiosks.filter(({ type }) => type === 'kiosk')).toHaveLength(476);
    expect(pack.kiosks.filter(({ type }) => type === 'robot').map(({ unit }) => unit)).toEqual(['00082']);
    expect(pack.parking.filter(({ operator }) => operator === 'VETC')).toHaveLength(234);
    expect(pack.parking.filter(({ operator }) => operator === 'VDTC')).toHaveLength(171);
  });

  it('gives the registry rows that the registry takes', () => {
    const assets = assetsDocument.parse(assetsOf(pack));
    expect(assets).toHaveLength(126 + 12 + 476 + 1 + 405 + 1 + 1 + pack.systems.length);
    expect(assets[0]).toEqual({
      code: 'P00004',
      kind: 'point',
      unit: '00004',
      from: '2025-06-30T17:00:00.000Z',
      to: null,
    });
    expect(assets.find(({ kind }) => kind === 'hotline')).toMatchObject({ code: 'H19001009', unit: '00070' });
  });

  it('held several sets of targets at once, each to its own day', () => {
    const on = (day: string) =>
      pack.targets
        .filter(({ from, to, kpi }) => kpi === 'online_share' && from <= day && (to === null || day < to))
        .map(({ unit_set, target }) => `${unit_set} ${target}`);
    expect(on('2025-07-30')).toEqual(['type:phuong 0.6', 'type:xa 0.6', 'department:TTPVHCC 0.8']);
    expect(on('2025-08-31')).toEqual(['department:TTPVHCC 0.8']);
    expect(on('2025-09-01')).toEqual(['all 1']);
  });
});

describe('placeholder assets', () => {
  it.each([hanoi, sixUnit])('of %s come out the same when placed again', (dir) => {
    const pack = loadPack(dir);
    const addresses = new Map(pack.points.flatMap(({ unit, address }) => (address === null ? [] : [[unit, address]])));
    for (const [name, rows] of Object.entries(placeAssets(pack, pack.units, addresses))) {
      const table = tables[name as TableName];
      expect(readFileSync(join(dir, table.file), 'utf8'), table.file).toBe(toCsv(table, rows));
    }
  });

  it('have own officers and those transferred, together as many as the place has staff', () => {
    const pack = loadPack(hanoi);
    const rows = placeEstablishment(pack);
    expect(readFileSync(join(hanoi, tables.establishment.file), 'utf8')).toBe(toCsv(tables.establishment, rows));
    expect(new Set(rows.map(({ role }) => role))).toEqual(new Set(['officer', 'transferred']));
    for (const { code, staff } of [...pack.points, ...pack.branches]) {
      expect(rows.reduce((sum, { point, people }) => (point === code ? sum + people : sum), 0)).toBe(staff);
    }
  });

  it('are shared out exactly, the largest remainders first', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [50, 30, 20])).toEqual([4, 2, 1]);
    expect(apportion(0, [5, 5])).toEqual([0, 0]);
  });
});
