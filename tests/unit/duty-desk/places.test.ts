import type { Feature, Polygon } from 'geojson';
import { describe, expect, test } from 'vitest';
import { findPlaces, meantPlace, unitAt } from '../../../display/src/lib/duty/dialogs/find-places.ts';
import { readLogSpan } from '../../../display/src/lib/duty/log/log-span.ts';
import { extentOfRow, pointsOfRow, spotsOf } from '../../../display/src/lib/duty/map/row-points.ts';
import { buildRows, type QueueRow } from '../../../display/src/lib/duty/queue/queue-row.ts';
import { anAlert, anIncident, nowMs } from './some-rows.ts';

const city = {
  units: [
    { code: '00004', name: 'Ba Đình', nameEn: 'Ba Dinh', lon: 105.836, lat: 21.039, population: null },
    { code: '00070', name: 'Hoàn Kiếm', nameEn: 'Hoan Kiem', lon: 105.85, lat: 21.032, population: null },
  ],
  assets: [
    { code: 'K007', kind: 'kiosk' as const, unit: '00070', lon: 105.8505, lat: 21.0336, placeholder: true },
    { code: 'K070', kind: 'kiosk' as const, unit: '00004', lon: 105.8384, lat: 21.0394, placeholder: true },
  ],
};
const ward = (code: string, name: string) => ({ code, name, nameEn: name, lon: 105.4, lat: 21.1, population: null });
const wards = {
  ...city,
  units: [
    ...[...city.units, ward('00009', 'Ba Vì'), ward('00021', 'Phú Lương'), ward('00022', 'Phù Lương')],
    ward('00023', 'Phú Lương Đông'),
  ],
};
const rowOf = (...given: Parameters<typeof buildRows>): QueueRow => {
  const [row] = buildRows(...given);
  if (!row) throw new Error('no row was made');
  return row;
};

describe('a place that is typed', () => {
  test('is found without marks, by name or code, units before their devices', () => {
    expect(findPlaces(city, 'hoan', 'vi').map(({ code }) => code)).toEqual(['00070', 'K007']);
    expect(findPlaces(city, 'k07', 'vi').map(({ code }) => code)).toEqual(['K070']);
    expect(findPlaces(city, 'K007', 'en')[0]).toMatchObject({ code: 'K007', unit: '00070', isUnit: false });
    expect(findPlaces(city, '  ', 'vi')).toEqual([]);
    expect(findPlaces(city, 'Cầu Giấy', 'vi')).toEqual([]);
  });

  test('is taken where it is said whole, or where nothing else begins so', () => {
    const codeOf = (typed: string): string | undefined => {
      const meant = meantPlace(wards, typed, 'vi');
      return meant.kind === 'one' ? meant.place.code : undefined;
    };
    expect(['hoan kiem', 'HOÀN K', '00070', 'k007', 'K007 · Hoàn Kiếm', 'ba vi'].map(codeOf)).toEqual([
      ...['00070', '00070', '00070', 'K007', 'K007', '00009'],
    ]);
    // The whole name of one ward is the beginning of another's; marks tell two apart.
    expect(['Phú Lương', 'Phù Lương', 'phu luong dong'].map(codeOf)).toEqual(['00021', '00022', '00023']);
  });

  test('is asked about where several fit, and never guessed', () => {
    const asked = (typed: string, most?: number) => meantPlace(wards, typed, 'vi', most);
    const several = (codes: readonly string[], more = 0) => ({
      ...{ kind: 'several', more, places: codes.map((code): unknown => expect.objectContaining({ code })) },
    });
    expect(asked('ba')).toEqual(several(['00004', '00009']));
    expect(asked('ba', 1)).toEqual(several(['00004'], 1));
    expect(asked('phu luong')).toEqual(several(['00021', '00022']));
    expect(asked('k0')).toEqual(several(['K007', 'K070']));
    // It is in one name only, but nobody says a place by its end.
    expect(asked('kiem')).toEqual(several(['00070']));
    expect([asked(' '), asked('Cầu Giấy')]).toEqual([{ kind: 'none' }, { kind: 'unknown' }]);
  });

  test('on the map is the unit whose ground it is, though another’s middle is nearer; outside all, the nearest', () => {
    const square = (west: number, east: number): Feature<Polygon> => ({
      ...{ type: 'Feature', properties: {} },
      geometry: {
        type: 'Polygon',
        coordinates: [[...[west, east, east, west, west].map((lon, at) => [lon, at < 2 || at === 4 ? 21 : 21.1])]],
      },
    });
    const features = [square(105.8, 105.849), square(105.849, 105.86)];
    const areas = { official: true, features: { type: 'FeatureCollection' as const, features } };
    const at = (lon: number, lat: number) => unitAt({ units: city.units, areas }, { lon, lat })?.code;
    expect(at(105.848, 21.035)).toBe('00004');
    expect(at(105.85, 21.035)).toBe('00070');
    expect(at(105.87, 21.03)).toBe('00070');
    expect(unitAt({ units: [], areas }, { lon: 105.8, lat: 21 })).toBeUndefined();
  });
});

describe('a row on the map', () => {
  const spotOf = spotsOf(city);

  test('is at its devices, or else in its units, and its extent holds them all', () => {
    const row = rowOf([anIncident(1, { assets: ['K007', 'K070'], units: ['00004'] })], []);
    expect(pointsOfRow(row, spotOf)).toHaveLength(2);
    const [west, south, east, north] = extentOfRow(row, spotOf) ?? [0, 0, 0, 0];
    expect(west < 105.8384 && east > 105.8505 && south < 21.0336 && north > 21.0394).toBe(true);
    expect(pointsOfRow(rowOf([anIncident(1)], []), spotOf)).toEqual([{ lon: 105.836, lat: 21.039 }]);
  });

  test('that is about the whole city is nowhere, and shows the city', () => {
    const row = rowOf([], [anAlert(1, { labels: {}, target: '' })]);
    expect(pointsOfRow(row, spotOf)).toEqual([]);
    expect(extentOfRow(row, spotOf)).toBeUndefined();
  });
});

test('the log is of the last twelve hours unless a stretch is named on the city clock', () => {
  const read = (query: string) => readLogSpan(new URLSearchParams(query), nowMs, 'Asia/Ho_Chi_Minh');
  expect(read('')).toMatchObject({ from: '2026-11-22T21:01', to: '2026-11-23T09:01' });
  const named = read('from=2026-11-23T07:00&to=2026-11-23T08:30');
  expect([named.fromAt.toISOString(), named.toAt.toISOString()]).toEqual([
    '2026-11-23T00:00:00.000Z',
    '2026-11-23T01:30:00.000Z',
  ]);
  expect(read('from=2026-11-24T07:00&to=2026-11-23T08:30').from).toBe('2026-11-22T20:30');
  expect(read("from='; DROP&to=x")).toEqual(read(''));
});
