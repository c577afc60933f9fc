import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assetsOf } from '#shared/locality/assets-of.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { assetsDocument } from '#shared/wire/registry.ts';
import { apportion, placeAssets } from '../../../infra/localities/place-assets.ts';

const hanoi = 'infra/localities/hanoi';
const sixUnit = 'tests/support/cities/six-unit';

describe('Hanoi', () => {
  const pack = loadPack(hanoi);

  it('has its units, people and assets', () => {
    expect(pack.units).toHaveLength(126);
    expect(pack.units.filter(({ type }) => type === 'phuong')).toHaveLength(51);
    expect(pack.units.reduce((sum, { population }) => sum + population, 0)).toBe(8_807_523);
    expect(pack.points).toHaveLength(126);
    expect(pack.kiosks).toHaveLength(476);
    expect(pack.parking.filter(({ operator }) => operator === 'VETC')).toHaveLength(234);
    expect(pack.parking.filter(({ operator }) => operator === 'VDTC')).toHaveLength(171);
  });

  it('gives the registry rows that the registry takes', () => {
    const assets = assetsDocument.parse(assetsOf(pack));
    expect(assets).toHaveLength(126 + 476 + 405 + 1);
    expect(assets[0]).toEqual({
      code: 'P00004',
      kind: 'point',
      unit: '00004',
      from: '2025-06-30T17:00:00.000Z',
      to: null,
    });
    expect(assets.at(-1)).toMatchObject({ code: 'H19001009', kind: 'hotline', unit: '00070' });
  });
});

describe('placeholder assets', () => {
  it.each([hanoi, sixUnit])('of %s come out the same when placed again', (dir) => {
    const pack = loadPack(dir);
    for (const [file, text] of Object.entries(placeAssets(pack, pack.units))) {
      expect(readFileSync(join(dir, file), 'utf8'), file).toBe(text);
    }
  });

  it('are shared out exactly, the largest remainders first', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(7, [50, 30, 20])).toEqual([4, 2, 1]);
    expect(apportion(0, [5, 5])).toEqual([0, 0]);
  });
});

describe('a pack with a mistake', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'vonglau-pack-'));
    cpSync(sixUnit, dir, { recursive: true });
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it.each([
    ['kiosks.csv', 'K002,00004', 'K001,00004', 'kiosks.csv row 2, code: K001 is there twice'],
    ['kiosks.csv', 'K001,00004', 'K001,99999', 'kiosks.csv row 1, unit: there is no unit 99999 in units.csv'],
    ['points.csv', '105.836365', '115.836365', "points.csv row 1, lon: 115.836365 lies outside the city's bounds"],
    ['units.csv', '65023', 'many', 'units.csv row 1, population:'],
    ['units.csv', 'Ngọc Hà', 'Ngọc Hà'.normalize('NFD'), 'units.csv row 2, name: must be composed Unicode (NFC)'],
    ['pack.yaml', 'Asia/Ho_Chi_Minh', 'Asia/Hanoi', 'pack.yaml, timeZone: an IANA time zone'],
  ])('in %s is told with row and column', (file, right, wrong, message) => {
    const path = join(dir, file);
    writeFileSync(path, readFileSync(path, 'utf8').replace(right, wrong));
    expect(() => loadPack(dir)).toThrow(message);
  });
});
