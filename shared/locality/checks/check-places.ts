import type { ParsedTable } from '../parse-table.ts';
import type { PackProblem } from '../pack-problem.ts';

/** Every place must lie within the city's bounds: west, south, east, north. */
export function checkPlaces(
  table: ParsedTable<{ lon: number; lat: number }>,
  [west, south, east, north]: readonly [number, number, number, number],
): PackProblem[] {
  return table.rows.flatMap(({ at, value: { lon, lat } }) => {
    const outside: [column: string, degrees: number, from: number, to: number][] = [];
    if (lon < west || lon > east) outside.push(['lon', lon, west, east]);
    if (lat < south || lat > north) outside.push(['lat', lat, south, north]);
    return outside.map(([column, degrees, from, to]) => ({
      ...{ file: table.file, row: at, column },
      message: {
        vi: `${degrees} nằm ngoài phạm vi thành phố (${from} đến ${to}); sửa toạ độ, hoặc bounds trong pack.yaml`,
        en: `${degrees} lies outside the city's bounds (${from} to ${to}); correct it, or bounds in pack.yaml`,
      },
    }));
  });
}
