import { toDegrees, toWorld, worldPx, type Spot, type WorldPoint } from '../web-mercator.ts';

/** Places that are drawn as one from a whole zoom up to the next. */
export type Cluster = Spot & { readonly zoom: number; readonly members: readonly number[] };

export type ClusterGrid = {
  readonly clusters: readonly Cluster[];
  /** Of each place, the zoom from which it stands alone. */
  readonly aloneFrom: readonly number[];
  /** Of each place, its clusters by their numbers. */
  readonly clustersOf: readonly (readonly number[])[];
};

type Sizes = {
  /** Side of a cell, in CSS pixels: what is nearer than about this is drawn as one. */
  readonly cellPx: number;
  /** The whole zooms that have clusters; beyond the last everything stands alone. */
  readonly firstZoom: number;
  readonly lastZoom: number;
};

// A cluster keeps to the middle of its cell, so that those of two cells never touch.
const middleOfCell = 0.5;

/**
 * Gathers places into the cells of a grid laid over the world once, by whole zoom. The cells of a zoom divide those of the
 * one before, so what stands alone goes on standing alone. Nothing here depends on how the places are: as they change,
 * clusters stay where they are, and one change concerns one cluster of each zoom.
 */
export function clusterGrid(spots: readonly Spot[], { cellPx, firstZoom, lastZoom }: Sizes): ClusterGrid {
  const points = spots.map(toWorld);
  const clusters: Cluster[] = [];
  const aloneFrom = spots.map(() => firstZoom);
  const clustersOf = spots.map((): number[] => []);
  let crowds: number[][] = [[...spots.keys()]];
  for (let zoom = firstZoom; zoom <= lastZoom && crowds.length > 0; zoom++) {
    const cellsAcross = (worldPx * 2 ** zoom) / cellPx;
    crowds = crowds.flatMap((crowd) => splitByCell(crowd, points, cellsAcross));
    for (const members of crowds) {
      for (const member of members) {
        aloneFrom[member] = zoom + 1;
        clustersOf[member]?.push(clusters.length);
      }
      clusters.push({ ...toDegrees(middleOf(members, points, cellsAcross)), zoom, members });
    }
  }
  return { clusters, aloneFrom, clustersOf };
}

/** Those that share a cell with another. */
function splitByCell(crowd: readonly number[], points: readonly WorldPoint[], cellsAcross: number): number[][] {
  const cells = Map.groupBy(crowd, (at) => {
    const [x, y] = points[at] ?? [0, 0];
    return Math.floor(x * cellsAcross) * Math.ceil(cellsAcross) + Math.floor(y * cellsAcross);
  });
  return [...cells.values()].filter(({ length }) => length > 1);
}

function middleOf(members: readonly number[], points: readonly WorldPoint[], cellsAcross: number): WorldPoint {
  const mean = (axis: 0 | 1): number => {
    const sum = members.reduce((total, at) => total + (points[at]?.[axis] ?? 0), 0) / members.length;
    const middle = (Math.floor((points[members[0] ?? 0]?.[axis] ?? 0) * cellsAcross) + 0.5) / cellsAcross;
    const reach = middleOfCell / 2 / cellsAcross;
    return Math.min(middle + reach, Math.max(middle - reach, sum));
  };
  return [mean(0), mean(1)];
}
