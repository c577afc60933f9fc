/** A value at a moment, in seconds. */
export type Point = { readonly atS: number; readonly value: number };

/** The median of the slopes between all pairs of points (Theil–Sen), per hour: a few outliers do not move it. */
export function slopePerHour(points: readonly Point[]): number {
  const slopes: number[] = [];
  points.forEach((first, at) => {
    for (const second of points.slice(at + 1)) {
      if (second.atS > first.atS) slopes.push(((second.value - first.value) / (second.atS - first.atS)) * 3_600);
    }
  });
  slopes.sort((a, b) => a - b);
  return slopes[Math.floor(slopes.length / 2)] ?? 0;
}

/** The least value in each span of `spanS`: what is left after a collection, without the saw-teeth between. */
export function floorsOf(points: readonly Point[], spanS: number): Point[] {
  const floors = new Map<number, Point>();
  for (const point of points) {
    const span = Math.floor(point.atS / spanS);
    const known = floors.get(span);
    if (!known || point.value < known.value) floors.set(span, point);
  }
  return [...floors.values()];
}
