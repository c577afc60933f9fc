import { expect, test } from 'vitest';
import { mapCsv, type MapFile } from '../../../display/src/lib/map/page/map-csv.ts';
import type { AssetRow, UnitRow } from '../../../display/src/lib/map/page/map-rows.ts';

const file: MapFile = {
  ...{ language: 'en', timeZone: 'Asia/Ho_Chi_Minh', world: 'sim:start', title: 'Waiting' },
  ...{ sought: '', asOfMs: Date.parse('2026-11-23T03:00:00Z') },
};

test('a file of units says what it is, of which world and when, and what is not known is empty, never nought', () => {
  const units: UnitRow[] = [
    {
      name: 'Ngọc Hà',
      reading: {
        ...{ unit: '00008', value: 3_000, reason: null, shade: 'far' },
        ...{ reporting: 1, expected: 2, asOfMs: Date.parse('2026-11-23T02:59:00Z') },
      },
    },
    {
      name: 'Ba Đình',
      reading: {
        ...{ unit: '00004', value: null, reason: 'never', shade: 'unknown' },
        ...{ reporting: 0, expected: 1, asOfMs: null },
      },
    },
  ];
  const lines = mapCsv({ units }, file).split('\r\n');
  expect(lines[0]).toContain('Waiting · sim:start');
  expect(lines[2]).toContain('23/11/2026 10:00');
  expect(lines[4]).toBe('00008,Ngọc Hà,3000,,1,2,2026-11-23T02:59:00.000Z,23/11/2026 09:59');
  expect(lines[5]).toMatch(/^00004,Ba Đình,,[^,]+,0,1,,$/);
});

test('a file of assets has their state in words', () => {
  const assets: AssetRow[] = [
    {
      asset: { code: 'K002', kind: 'kiosk', unit: '00008', lon: 105, lat: 21, placeholder: false },
      ...{ state: 'fault', unitName: 'Ngọc Hà', seenMs: null },
    },
  ];
  expect(mapCsv({ assets }, { ...file, language: 'vi', sought: 'k0' })).toContain('K002,Kiosk,sự cố,Ngọc Hà,,');
});
