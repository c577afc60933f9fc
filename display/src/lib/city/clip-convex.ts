export type Point = readonly [x: number, y: number];

/**
 * The part of a polygon inside a convex one (Sutherland–Hodgman). Both are open rings (the first point is not repeated);
 * `clip` runs counter-clockwise. Empty when they do not meet.
 */
export function clipConvex(ring: readonly Point[], clip: readonly Point[]): Point[] {
  let inside: Point[] = [...ring];
  clip.forEach((from, index) => {
    const to = clip[(index + 1) % clip.length] ?? from;
    inside = clipByEdge(inside, from, to);
  });
  return inside;
}

function clipByEdge(ring: readonly Point[], from: Point, to: Point): Point[] {
  const side = ([x, y]: Point): number => (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);
  const kept: Point[] = [];
  ring.forEach((point, index) => {
    const previous = ring.at(index - 1) ?? point;
    const here = side(point);
    const before = side(previous);
    if (here >= 0 !== before >= 0) {
      const share = before / (before - here);
      kept.push([previous[0] + (point[0] - previous[0]) * share, previous[1] + (point[1] - previous[1]) * share]);
    }
    if (here >= 0) kept.push(point);
  });
  return kept;
}
