import { expect, test } from 'vitest';
import type { CityAsset } from '../../../display/src/lib/city/city-view.ts';
import type { AssetState } from '../../../display/src/lib/feed/asset-state.ts';
import { assetRows, unitRows } from '../../../display/src/lib/map/page/map-rows.ts';
import type { UnitReading } from '../../../display/src/lib/map/questions/unit-reading.ts';

const names: Readonly<Record<string, string>> = { a: 'Đống Đa', b: 'Ngọc Hà', c: 'Ba Đình', d: 'Sơn Tây' };
const named = (sought = '') => ({ nameOf: (unit: string): string => names[unit] ?? unit, sought });
const assets = ['K1', 'K2', 'K3', 'K4'].map((code, at): CityAsset => {
  return { code, kind: 'kiosk', unit: 'abcd'[at] ?? '', lon: 105, lat: 21, placeholder: false };
});
const looks = new Map(
  assets.map((asset, at): [CityAsset, AssetState] => [asset, (['normal', 'fault', 'lost'] as const)[at] ?? 'unknown']),
);

test('what calls for somebody comes first, and what is not known before what is well', () => {
  const codes = assetRows(assets, looks, undefined, named()).map(({ asset }) => asset.code);
  expect(codes).toEqual(['K2', 'K3', 'K4', 'K1']);
});

test('a name is found as it is typed without its marks, in either way of writing them', () => {
  const found = (sought: string): string[] =>
    assetRows(assets, looks, undefined, named(sought)).map(({ asset }) => asset.code);
  expect(found('dong da')).toEqual(['K1']);
  expect(found('ĐỐNG'.normalize('NFD'))).toEqual(['K1']);
  expect(found('k3')).toEqual(['K3']);
  expect(found('nowhere')).toEqual([]);
});

test('units: the worst first, then the larger; without an answer after those, where nothing is asked last', () => {
  const reading = (unit: string, value: number | null, change: Partial<UnitReading>): UnitReading => {
    return { unit, value, reason: null, shade: 'met', reporting: 1, expected: 1, asOfMs: null, ...change };
  };
  const readings = [
    reading('d', null, { reason: 'none-there', shade: 'plain' }),
    reading('c', null, { reason: 'old', shade: 'unknown' }),
    reading('b', 5, {}),
    reading('a', 9, { shade: 'far' }),
    reading('e', 7, {}),
  ];
  expect(unitRows(readings, named()).map(({ reading: { unit } }) => unit)).toEqual(['a', 'e', 'b', 'c', 'd']);
});
