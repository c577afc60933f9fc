import { readFileSync } from 'node:fs';
import { readAreas, type Area } from '#shared/locality/boundaries/read-areas.ts';
import { measureAreas } from '#shared/locality/boundaries/measure-areas.ts';
import { scanAreas } from '#shared/locality/boundaries/scan-areas.ts';
import { readCsv } from '#shared/locality/files/read-folder.ts';
import { readFirstSheet } from '#shared/locality/files/workbook.ts';

/** A unit as somebody else's list tells it: columns or properties by name, whichever there are. */
export type ListedUnit = Readonly<Record<string, string>>;

/** Reads a list of units from .csv, .xlsx (its first sheet), or .geojson, .json, .topojson (place and area measured). */
export async function readUnitList(file: string): Promise<ListedUnit[]> {
  if (file.toLowerCase().endsWith('.xlsx')) return toRecords(await readFirstSheet(file));
  const text = readFileSync(file, 'utf8');
  if (!/\.(geojson|topojson|json)$/i.test(file)) return toRecords(readCsv(text, file));
  const areas = readAreas(JSON.parse(text));
  const { km2 } = measureAreas(areas);
  return areas.map((area, index) => ({
    ...Object.fromEntries(
      Object.entries(area.properties).map(([key, value]) => [
        key,
        typeof value === 'string' || typeof value === 'number' ? value.toString() : '',
      ]),
    ),
    code: area.code,
    area_km2: (km2[index] ?? 0).toFixed(2),
    ...placeIn(area),
  }));
}

function toRecords([header = [], ...rows]: Awaited<ReturnType<typeof readFirstSheet>>): ListedUnit[] {
  return rows
    .filter((row) => row.some((text) => text.trim() !== ''))
    .map((row) => Object.fromEntries(header.map((name, column) => [name.trim(), (row[column] ?? '').trim()])));
}

/** A place well inside an area: the middle of the longest stretch of its middle lines. */
function placeIn(area: Area): { lon: string; lat: string } {
  const { south, stepLat, lines } = scanAreas([area], 21);
  const stretches = lines
    .slice(5, 16)
    .flatMap((line, index) => line.map((stretch) => ({ ...stretch, line: index + 5 })));
  const [longest = { from: 0, to: 0, line: 0 }] = stretches.sort(
    (one, other) => other.to - other.from - (one.to - one.from),
  );
  return {
    lon: ((longest.from + longest.to) / 2).toFixed(6),
    lat: (south + (longest.line + 0.5) * stepLat).toFixed(6),
  };
}
