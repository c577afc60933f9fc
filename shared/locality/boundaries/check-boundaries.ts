import type { Bilingual, PackProblem } from '../pack-problem.ts';
import type { Unit } from '../tables/units.ts';
import { measureAreas, type Measured } from './measure-areas.ts';
import type { Area } from './read-areas.ts';

/** A boundary file against a city's units: what is wrong, and each area as measured beside what `units.csv` says. */
export type BoundaryReport = {
  readonly problems: readonly PackProblem[];
  readonly areas: readonly { readonly code: string; readonly km2: number; readonly statedKm2: number | null }[];
  readonly overlapKm2: number;
  readonly gapKm2: number;
  readonly cellM: number;
};

/** Overlaps and gaps below this are the roughness of simplified lines: a hectare; and a gap must be four cells. */
const LEAST_KM2 = 0.01;

/** Checks codes, overlaps, gaps, and that each unit's own point lies inside it. `file` names the file in what is said. */
export function checkBoundaries(file: string, areas: readonly Area[], units: readonly Unit[]): BoundaryReport {
  const present = new Map(units.filter(({ valid_to }) => valid_to === null).map((unit) => [unit.code, unit]));
  const measured = measureAreas(areas);
  const problem = (column: string, message: Bilingual): PackProblem => ({ file, row: 0, column, message });
  return {
    problems: [
      ...checkCodes(areas, present, problem),
      ...checkPoints(areas, present, problem),
      ...checkGround(areas, measured, problem),
    ],
    areas: areas.map(({ code }, index) => ({
      ...{ code, km2: round(measured.km2[index] ?? 0) },
      statedKm2: present.get(code)?.area_km2 ?? null,
    })),
    overlapKm2: round(measured.overlaps.reduce((sum, { km2 }) => sum + km2, 0)),
    gapKm2: round(measured.gaps.reduce((sum, { km2 }) => sum + km2, 0)),
    cellM: Math.round(measured.cellM),
  };
}

type Say = (column: string, message: Bilingual) => PackProblem;

function checkCodes(areas: readonly Area[], units: ReadonlyMap<string, Unit>, problem: Say): PackProblem[] {
  const codes = areas.map(({ code }) => code);
  const missing = [...units.values()].filter(({ code }) => !codes.includes(code));
  return [
    ...missing.map(({ code, name }) =>
      problem(code, {
        vi: `thiếu ranh giới của ${name}; thêm một feature có id là ${code}`,
        en: `the boundary of ${name} is missing; add a feature with the id ${code}`,
      }),
    ),
    ...codes.flatMap((code, index) => {
      if (codes.indexOf(code) < index)
        return [
          problem(code, {
            vi: 'có hai lần; gộp thành một MultiPolygon',
            en: 'is there twice; make it one MultiPolygon',
          }),
        ];
      if (units.has(code)) return [];
      const en = `there is no unit ${code} in units.csv today; a feature's id must be its unit's code`;
      return [
        problem(code, {
          vi: `không có đơn vị ${code} đang hiệu lực trong units.csv; id của feature phải là mã đơn vị`,
          en,
        }),
      ];
    }),
  ];
}

function checkPoints(areas: readonly Area[], units: ReadonlyMap<string, Unit>, problem: Say): PackProblem[] {
  return areas.flatMap(({ code, rings }) => {
    const unit = units.get(code);
    if (!unit || isInside(rings, unit.lon, unit.lat)) return [];
    const at = `${unit.lon}, ${unit.lat}`;
    return [
      problem(code, {
        vi: `điểm của ${unit.name} (${at}) nằm ngoài ranh giới này`,
        en: `the point of ${unit.name} (${at}) lies outside this boundary`,
      }),
    ];
  });
}

function checkGround(areas: readonly Area[], { overlaps, gaps, cellM }: Measured, problem: Say): PackProblem[] {
  return [
    ...overlaps
      .filter(({ km2 }) => km2 >= LEAST_KM2)
      .map(({ one, other, km2 }) => {
        const [left = '', right = ''] = [areas[one]?.code, areas[other]?.code];
        return problem(left, {
          vi: `chồng lên ${right}: ${round(km2)} km²`,
          en: `overlaps ${right} by ${round(km2)} km²`,
        });
      }),
    ...gaps
      .filter(({ km2 }) => km2 >= Math.max(LEAST_KM2, 4 * (cellM / 1_000) ** 2))
      .map(({ km2, lon, lat }) => {
        const at = `${lon.toFixed(5)}, ${lat.toFixed(5)}`;
        return problem('', {
          vi: `khoảng trống ${round(km2)} km² không thuộc đơn vị nào, tại ${at}`,
          en: `a gap of ${round(km2)} km² belongs to no unit, at ${at}`,
        });
      }),
  ];
}

/** Whether a place lies inside rings, by counting crossings to the east of it. */
function isInside(rings: Area['rings'], lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [index, [lon2 = 0, lat2 = 0]] of ring.entries()) {
      const [lon1 = 0, lat1 = 0] = ring.at(index - 1) ?? [];
      if (lat1 > lat !== lat2 > lat && lon < lon1 + ((lat - lat1) / (lat2 - lat1)) * (lon2 - lon1)) inside = !inside;
    }
  }
  return inside;
}

function round(km2: number): number {
  return Math.round(km2 * 1_000) / 1_000;
}
