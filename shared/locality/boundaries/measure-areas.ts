import { scanAreas, type Scan, type Stretch } from './scan-areas.ts';
import type { Area } from './read-areas.ts';

/** Ground that two areas both claim; their numbers in the list. */
export type Overlap = { readonly one: number; readonly other: number; readonly km2: number };

/** Ground inside the whole that no area claims, and a place in it. */
export type Gap = { readonly km2: number; readonly lon: number; readonly lat: number };

export type Measured = {
  readonly km2: readonly number[];
  readonly overlaps: readonly Overlap[];
  readonly gaps: readonly Gap[];
  /** The side of a cell, in metres: smaller gaps may not be seen. */
  readonly cellM: number;
};

const KM_PER_DEGREE = 111.32;
/** Lines across the whole; a city of 100 km is seen at 67 m. */
const LINES = 1_500;

/**
 * Measures areas, and where they overlap or leave gaps, on lines of latitude: along a line exactly, across lines by the
 * line's height. What hangs together with the outside, cell to cell or
 * corner to corner, is no gap.
 */
export function measureAreas(areas: readonly Area[]): Measured {
  const scan = scanAreas(areas, LINES);
  const km2 = areas.map(() => 0);
  const shared = new Map<string, Overlap>();
  for (const [index, line] of scan.lines.entries()) {
    const perDegree = scan.stepLat * KM_PER_DEGREE * kmPerLon(scan, index);
    for (const { area, from, to } of line) km2[area] = (km2[area] ?? 0) + (to - from) * perDegree;
    addOverlaps(line, perDegree, shared);
  }
  const cellM = scan.stepLat * KM_PER_DEGREE * 1_000;
  return { km2, overlaps: [...shared.values()], gaps: findGaps(scan), cellM };
}

function addOverlaps(line: readonly Stretch[], perDegree: number, shared: Map<string, Overlap>): void {
  const ordered = [...line].sort((one, other) => one.from - other.from);
  for (const [index, left] of ordered.entries()) {
    for (let next = index + 1; next < ordered.length; next += 1) {
      const right = ordered[next];
      if (!right || right.from >= left.to) break;
      if (right.area === left.area) continue;
      const [one = 0, other = 0] = [left.area, right.area].sort((a, b) => a - b);
      const key = `${one} ${other}`;
      const width = Math.min(left.to, right.to) - right.from;
      shared.set(key, { one, other, km2: (shared.get(key)?.km2 ?? 0) + width * perDegree });
    }
  }
}

/** Cells that no area covers and that cannot be reached from outside over such cells. */
function findGaps(scan: Scan): Gap[] {
  const { west, east, south, stepLat, lines } = scan;
  const middle = Math.floor(lines.length / 2);
  const stepLon = (stepLat * KM_PER_DEGREE) / kmPerLon(scan, middle);
  // A cell all around, so that everything outside hangs together.
  const [width, height] = [Math.ceil((east - west) / stepLon) + 2, lines.length + 2];
  const free = new Uint8Array(width * height).fill(1);
  for (const [index, line] of lines.entries()) {
    for (const { from, to } of line) {
      const first = Math.ceil((from - west) / stepLon - 0.5) + 1;
      const last = Math.ceil((to - west) / stepLon - 0.5) + 1;
      free.fill(0, (index + 1) * width + first, (index + 1) * width + last);
    }
  }
  flood(free, width, 0);
  const gaps: Gap[] = [];
  for (let cell = free.indexOf(1); cell >= 0; cell = free.indexOf(1, cell)) {
    const [line, column] = [Math.floor(cell / width) - 1, (cell % width) - 1];
    const cells = flood(free, width, cell);
    gaps.push({
      km2: cells * stepLat * KM_PER_DEGREE * stepLon * kmPerLon(scan, line),
      lon: west + (column + 0.5) * stepLon,
      lat: south + (line + 0.5) * stepLat,
    });
  }
  return gaps;
}

/** Takes away the free cells that hang together with one, and counts them. */
function flood(free: Uint8Array, width: number, start: number): number {
  const open = [start];
  free[start] = 0;
  let count = 0;
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    count += 1;
    // The outermost cells are outside, so that no neighbour lies over an edge.
    for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) {
      const next = cell + step;
      if (free[next] !== 1) continue;
      free[next] = 0;
      open.push(next);
    }
  }
  return count;
}

function kmPerLon({ south, stepLat }: Scan, line: number): number {
  return KM_PER_DEGREE * Math.cos(((south + (line + 0.5) * stepLat) * Math.PI) / 180);
}
