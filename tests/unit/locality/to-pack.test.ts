import { expect, test } from 'vitest';
import { checkPack } from '#shared/locality/check-pack.ts';
import { toPackFiles } from '#shared/locality/files/to-pack-files.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { planImport } from '#shared/locality/registry/plan-import.ts';
import { toPack } from '#shared/locality/registry/to-pack.ts';

const options = { today: '2026-11-23', effective: '2025-07-01', overwriteEdits: false };
const packs = [
  'infra/localities/hanoi',
  'infra/localities/hai-phong',
  'infra/localities/ha-tinh',
  'tests/support/cities/six-unit',
];

test.each(packs)('what a registry holds of %s, written and read again, is the same and changes nothing', (dir) => {
  const held = planImport({}, loadPack(dir), options).result;
  const checked = checkPack(toPackFiles(toPack(held, options.today)));
  expect('problems' in checked ? checked.problems : []).toEqual([]);
  const again = planImport(held, (checked as { pack: Pack }).pack, { ...options, effective: options.today });
  expect(again.changes).toEqual([]);
  expect(again.writes).toEqual([]);
});

test('an edit is in what is written', () => {
  const held = planImport({}, loadPack('tests/support/cities/six-unit'), options).result;
  const [first, ...rest] = held['targets'] ?? [];
  if (!first) throw new Error('the city has targets');
  const edited = { ...first, values: { ...first.values, target: 0.123 }, editedBy: 'account:admin' };
  const pack = toPack({ ...held, targets: [edited, ...rest] }, options.today);
  expect(pack.targets.map(({ target }) => target)).toContain(0.123);
});

test('a registry without a city is not written', () => {
  expect(() => toPack({}, options.today)).toThrow(/holds no city/);
});

test('a thing that moved has its rows, and a setting planned ahead does not count yet', () => {
  const city = loadPack('tests/support/cities/six-unit');
  const kiosks = city.kiosks.map((row) => (row.code === 'K002' ? { ...row, unit: '00008', point: null } : row));
  const held = planImport({}, city, options).result;
  const later = { ...options, effective: '2026-12-01' };
  const planned = planImport(held, { ...city, kiosks, seat: '00004' }, later).result;
  const pack = toPack(planned, options.today);
  expect(pack.kiosks.filter(({ code }) => code === 'K002').map(({ unit, valid_from }) => [unit, valid_from])).toEqual([
    ['00004', '2025-07-01'],
    ['00008', '2026-12-01'],
  ]);
  expect(pack.seat).toBe(city.seat);
  expect(toPack(planned, '2026-12-01').seat).toBe('00004');
});
