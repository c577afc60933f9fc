import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadPackHeader, loadUnits } from '#shared/locality/load-pack.ts';
import { parkingOperators, type PackHeader, type Unit } from '#shared/locality/pack.ts';

/** Degrees of latitude in a kilometre; a degree of longitude is shorter by the cosine of the latitude. */
const DEGREES_PER_KM = 1 / 111.32;

/** The angle that spreads successive points most evenly around a circle. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Share of the radius of a circle with the unit's area: points stay near the unit's own point. */
const NEIGHBOURHOOD = 0.45;

/** The three tables of placeholder assets of a city, as the text of their files. */
export function placeAssets(header: PackHeader, units: readonly Unit[]): Record<string, string> {
  const points = units.map(({ code, name, lon, lat }) => [`P${code}`, code, name, lon, lat]);
  const kiosks = spread(units, header.placeholders.kiosks, 0).map(({ unit, lon, lat }, index) => [
    `K${String(index + 1).padStart(3, '0')}`,
    unit,
    lon,
    lat,
    'true',
  ]);
  const operators = listOperators(header.placeholders.parking);
  const parking = spread(units, operators.length, Math.PI / 3).map(({ unit, lon, lat }, index) => [
    `B${String(index + 1).padStart(3, '0')}`,
    unit,
    operators[index] ?? '',
    lon,
    lat,
    'true',
  ]);
  return {
    'points.csv': toCsv('code,unit,name,lon,lat', points),
    'kiosks.csv': toCsv('code,unit,lon,lat,placeholder', kiosks),
    'parking.csv': toCsv('code,unit,operator,lon,lat,placeholder', parking),
  };
}

/** Shares `total` by weight so that the parts sum to it exactly: whole quotas first, then the largest remainders. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((left, right) => left + right, 0);
  const quotas = weights.map((weight) => (total * weight) / sum);
  const parts = quotas.map(Math.floor);
  const left = total - parts.reduce((one, other) => one + other, 0);
  const byRemainder = quotas.map((quota, index) => ({ index, remainder: quota % 1 }));
  byRemainder.sort((one, other) => other.remainder - one.remainder || one.index - other.index);
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/** Shares `total` places by population and sets each unit's on a sunflower around the unit's point. */
function spread(units: readonly Unit[], total: number, turn: number): { unit: string; lon: number; lat: number }[] {
  const counts = apportion(
    total,
    units.map((unit) => unit.population),
  );
  return units.flatMap((unit, unitIndex) => {
    const count = counts[unitIndex] ?? 0;
    const radiusKm = NEIGHBOURHOOD * Math.sqrt(unit.area_km2 / Math.PI);
    return Array.from({ length: count }, (_, index) => {
      const distance = radiusKm * Math.sqrt((index + 0.5) / count) * DEGREES_PER_KM;
      const angle = turn + (unitIndex + index) * GOLDEN_ANGLE;
      const lon = unit.lon + (distance * Math.cos(angle)) / Math.cos((unit.lat * Math.PI) / 180);
      return { unit: unit.code, lon: round(lon), lat: round(unit.lat + distance * Math.sin(angle)) };
    });
  });
}

/** One operator per site, mixed evenly: the next site goes to whoever is furthest behind its share. */
function listOperators(shares: PackHeader['placeholders']['parking']): string[] {
  const total = Object.values(shares).reduce((left, right) => left + right, 0);
  const given = new Map<string, number>();
  return Array.from({ length: total }, (_, index) => {
    const behind = parkingOperators.map((operator) => ({
      operator,
      by: ((index + 1) * shares[operator]) / total - (given.get(operator) ?? 0),
    }));
    const next = behind.reduce((one, other) => (other.by > one.by ? other : one)).operator;
    given.set(next, (given.get(next) ?? 0) + 1);
    return next;
  });
}

/** Six decimals are a tenth of a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function toCsv(header: string, rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows.map((row) => row.join(','))].join('\n') + '\n';
}

if (import.meta.main) {
  const dir = resolve(process.argv[2] ?? join(import.meta.dirname, 'hanoi'));
  for (const [file, text] of Object.entries(placeAssets(loadPackHeader(dir), loadUnits(dir)))) {
    writeFileSync(join(dir, file), text);
    process.stdout.write(`${join(dir, file)}: ${String(text.split('\n').length - 2)} rows\n`);
  }
}
