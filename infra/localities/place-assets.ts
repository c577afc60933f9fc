import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCsv } from '#shared/locality/files/read-folder.ts';
import { toCsv } from '#shared/locality/files/to-csv.ts';
import { loadPackHeader, loadUnits } from '#shared/locality/load-pack.ts';
import { tables, type PackTables } from '#shared/locality/pack.ts';
import type { PackHeader } from '#shared/locality/pack-header.ts';
import type { Unit } from '#shared/locality/tables/units.ts';
import { groupUnits, peopleOf } from './place/group-units.ts';
import { listOperators } from './place/list-operators.ts';
import { placeEstablishment } from './place/place-establishment.ts';
import { spread } from './place/spread.ts';

/** The tables of placeholder assets. */
export type PlacedTables = Pick<PackTables, 'branches' | 'points' | 'kiosks' | 'parking'>;

/**
 * The placeholder assets of a city: numbers from its header, places and sizes by population, the same for the same
 * input. `addresses` are those known of the units' seats, by unit.
 */
export function placeAssets(
  header: PackHeader,
  units: readonly Unit[],
  addresses: ReadonlyMap<string, string> = new Map(),
): PlacedTables {
  const { placeholders } = header;
  const groups = groupUnits(units, placeholders.branches);
  const branchOf = new Map(groups.flatMap((group, index) => group.map(({ code }) => [code, branchCode(index)])));
  const always = { valid_from: header.since, valid_to: null, placeholder: true };
  const open = { ...always, opening: placeholders.opening };
  const kiosk = (type: 'kiosk' | 'robot', prefix: string) => (place: Place, index: number) => ({
    ...{ ...place, ...always, code: codeOf(prefix, index), point: `P${place.unit}`, type, name: null },
  });
  const robots = Object.entries(placeholders.robots).flatMap(([unit, count]) =>
    spread(
      units.filter(({ code }) => code === unit),
      count,
      Math.PI / 2,
    ),
  );
  const operators = listOperators(placeholders.parking);
  return {
    branches: groups.map((group, index) => placeBranch(group, index, open)),
    points: units.map(({ code, name, lon, lat, population }) => ({
      ...{ code: `P${code}`, unit: code, branch: branchOf.get(code) ?? null, name, lon, lat, ...open },
      address: addresses.get(code) ?? null,
      ...sizeFor(population),
    })),
    kiosks: [...spread(units, placeholders.kiosks, 0).map(kiosk('kiosk', 'K')), ...robots.map(kiosk('robot', 'R'))],
    parking: spread(units, operators.length, Math.PI / 3).map((place, index) => ({
      ...{ ...place, ...always, code: codeOf('B', index), operator: operators[index] ?? '', name: null },
      // Between 20 and 120, in no order that anyone would read a meaning into.
      spaces: 20 + ((index * 37) % 101),
    })),
  };
}

type Place = ReturnType<typeof spread>[number];
type Open = { valid_from: string; valid_to: null; placeholder: boolean; opening: string };

/** A branch stands in the most populous unit of its neighbourhood. */
function placeBranch(group: readonly Unit[], index: number, open: Open): PlacedTables['branches'][number] {
  const [seat] = [...group].sort((one, other) => other.population - one.population);
  const [place = { unit: '', lon: 0, lat: 0 }] = seat ? spread([seat], 1, -Math.PI / 2) : [];
  const number = index + 1;
  return {
    ...{ ...place, ...open, code: branchCode(index), address: null },
    ...{ name: `Chi nhánh số ${number}`, name_en: `Branch No. ${number}` },
    ...sizeFor(peopleOf(group) / 4),
  };
}

/** Counters and staff for so many people: a counter for each 12,000, between 3 and 30, and half as many again in staff. */
function sizeFor(people: number): { counters: number; staff: number } {
  const counters = Math.min(30, Math.max(3, Math.round(people / 12_000)));
  return { counters, staff: counters + Math.ceil(counters / 2) };
}

function branchCode(index: number): string {
  return `C${String(index + 1).padStart(2, '0')}`;
}

function codeOf(prefix: string, index: number): string {
  return `${prefix}${String(index + 1).padStart(3, '0')}`;
}

/** Addresses in a `points.csv` that is there already. */
function readAddresses(path: string): Map<string, string> {
  const [header = [], ...rows] = existsSync(path) ? readCsv(readFileSync(path, 'utf8'), path) : [];
  const [unit, address] = [header.indexOf('unit'), header.indexOf('address')];
  return new Map(rows.flatMap((row) => (row[address] ? [[row[unit] ?? '', row[address]]] : [])));
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('name the folder of a city');
  const dir = resolve(folder);
  const assets = placeAssets(loadPackHeader(dir), loadUnits(dir), readAddresses(join(dir, 'points.csv')));
  const placed = { ...assets, establishment: placeEstablishment(assets) };
  for (const name of ['branches', 'points', 'kiosks', 'parking', 'establishment'] as const) {
    writeFileSync(join(dir, tables[name].file), toCsv(tables[name], placed[name]));
    process.stdout.write(`${join(dir, tables[name].file)}: ${placed[name].length} rows\n`);
  }
}
