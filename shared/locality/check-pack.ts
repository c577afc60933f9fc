import type { Pack } from './pack.ts';

/** What is wrong in a table: `row` counts data rows from 1, the header not counted. */
export type PackProblem = {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly problem: string;
};

type Row = { readonly code: string; readonly unit?: string; readonly lon: number; readonly lat: number };

/** Checks what no single row shows: codes unique in the whole city, units that exist, points inside the bounds. */
export function findPackProblem(pack: Pack): PackProblem | undefined {
  const units = new Set(pack.units.map((unit) => unit.code));
  const assetCodes = new Set<string>([pack.hotline.asset]);
  const [west, south, east, north] = pack.bounds;

  const checkTable = (file: string, rows: readonly Row[], codes: Set<string>): PackProblem | undefined => {
    for (const [index, { code, unit, lon, lat }] of rows.entries()) {
      const at = (column: string, problem: string): PackProblem => ({ file, row: index + 1, column, problem });
      if (codes.has(code)) return at('code', `${code} is there twice`);
      if (unit !== undefined && !units.has(unit)) return at('unit', `there is no unit ${unit} in units.csv`);
      if (lon < west || lon > east) return at('lon', `${String(lon)} lies outside the city's bounds`);
      if (lat < south || lat > north) return at('lat', `${String(lat)} lies outside the city's bounds`);
      codes.add(code);
    }
    return undefined;
  };

  if (!units.has(pack.hotline.unit)) {
    return { file: 'pack.yaml', row: 0, column: 'hotline.unit', problem: `there is no unit ${pack.hotline.unit}` };
  }
  return (
    checkTable('units.csv', pack.units, new Set()) ??
    checkTable('points.csv', pack.points, assetCodes) ??
    checkTable('kiosks.csv', pack.kiosks, assetCodes) ??
    checkTable('parking.csv', pack.parking, assetCodes)
  );
}
