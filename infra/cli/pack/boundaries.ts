import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { checkBoundaries, type BoundaryReport } from '#shared/locality/boundaries/check-boundaries.ts';
import { readAreas } from '#shared/locality/boundaries/read-areas.ts';
import { loadUnits } from '#shared/locality/load-pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { formatTable } from '../../office/format-table.ts';
import { cityPath } from '../../packs/city-path.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Check a boundary file against a city: codes, overlaps, gaps, areas';
export const usage = `CITY|DIR FILE [--language vi|en] [--json]
  FILE is GeoJSON or TopoJSON; a feature's id (or its property "code") is a unit's code. Rings may come in any order and
  direction. Overlaps and gaps of less than a hectare are not told. BOUNDARY_FILE=FILE npm start shows it on the map.`;

/** Checks the file; 0: nothing is wrong. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean', default: false }, language: { type: 'string', default: 'vi' } },
    allowPositionals: true,
  });
  const [named, file] = positionals;
  if (named === undefined || file === undefined || positionals.length > 2) throw new Error('name a city and a file');
  const { language } = values;
  if (language !== 'vi' && language !== 'en') throw new Error('--language is vi or en');
  const report = checkBoundaries(basename(file), readAreas(readJson(file)), loadUnits(cityPath(named)));
  if (values.json) io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else io.stdout.write(describe(report, language));
  return Promise.resolve(report.problems.length === 0 ? 0 : 1);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Areas that are a quarter off are shown: either the boundary or `units.csv` is wrong. */
function describe({ problems, areas, overlapKm2, gapKm2, cellM }: BoundaryReport, language: 'vi' | 'en'): string {
  const off = areas.filter(({ km2, statedKm2 }) => statedKm2 !== null && Math.abs(km2 / statedKm2 - 1) > 0.25);
  const rows = off.map(({ code, km2, statedKm2 }) => [code, km2.toFixed(2), String(statedKm2)]);
  const total = areas.reduce((sum, { km2 }) => sum + km2, 0);
  return [
    ...problems.map((problem) => `${describeProblem(problem, language)}\n`),
    ...(rows.length > 0 ? [formatTable(['CODE', 'MEASURED KM²', 'UNITS.CSV KM²'], rows)] : []),
    `${areas.length} areas, ${total.toFixed(1)} km², overlaps ${overlapKm2} km², gaps ${gapKm2} km² (seen at ${cellM} m), ${problems.length} problems\n`,
  ].join('');
}
