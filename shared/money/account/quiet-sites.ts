import type { SiteDay } from './site-day.ts';

/** A site far emptier than those around it, which are busy: cars that nobody counts are money that nobody sees. */
export type QuietSite = {
  readonly site: string;
  /** Cars that came for each space. */
  readonly turnover: number;
  /** The middle one of its neighbours. */
  readonly nearby: number;
  readonly neighbours: number;
};

/** Cells of about a kilometre; neighbours stand in the same or in one beside it. */
const cellDegrees = 0.01;
const fewestNeighbours = 2;
const busyFrom = 0.8;
const quietBelow = 1 / 3;

/**
 * Sites that were heard of all day and took in less than a third of the cars that busy neighbours took in, by their spaces.
 * A silent site is not quiet but unknown.
 */
export function findQuietSites(days: readonly SiteDay[], heardHoursAtLeast: number): QuietSite[] {
  const cells = new Map<string, { code: string; turnover: number }[]>();
  const placed = days.flatMap(({ site, entered, heardHours }) => {
    const { code, lon, lat, spaces } = site;
    if (lon === null || lat === null || spaces === null || heardHours < heardHoursAtLeast) return [];
    const cell = { x: Math.floor(lon / cellDegrees), y: Math.floor(lat / cellDegrees) };
    const one = { code, turnover: entered / spaces };
    const key = `${cell.x}:${cell.y}`;
    cells.set(key, [...(cells.get(key) ?? []), one]);
    return [{ ...one, cell }];
  });
  return placed.flatMap(({ code, turnover, cell: { x, y } }): QuietSite[] => {
    const near = [-1, 0, 1]
      .flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(`${x + dx}:${y + dy}`) ?? []))
      .filter((other) => other.code !== code)
      .map((other) => other.turnover)
      .sort((a, b) => a - b);
    const nearby = near[Math.floor(near.length / 2)];
    if (nearby === undefined || near.length < fewestNeighbours) return [];
    const isQuiet = nearby >= busyFrom && turnover < nearby * quietBelow;
    return isQuiet ? [{ site: code, turnover, nearby, neighbours: near.length }] : [];
  });
}
