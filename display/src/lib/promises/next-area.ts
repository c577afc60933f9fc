import type { Area } from './draw-territory.ts';

/** Which way an arrow key points on a map, whose y grows downwards. */
const ways: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ...{ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] },
};

/**
 * The area one comes to from another by a key: the nearest that lies more that way than sideways; at the edge the same one.
 * `Home` and `End` are the first and the last. Undefined: the key does not move.
 */
export function nextArea(areas: readonly Area[], from: Area, key: string): Area | undefined {
  if (key === 'Home') return areas[0];
  if (key === 'End') return areas.at(-1);
  const way = ways[key];
  if (!way) return undefined;
  const [wayX, wayY] = way;
  let [best, bestApart] = [from, Infinity];
  for (const area of areas) {
    const [x, y] = [area.midst[0] - from.midst[0], area.midst[1] - from.midst[1]];
    const ahead = x * wayX + y * wayY;
    const aside = Math.abs(x * wayY) + Math.abs(y * wayX);
    // What lies aside counts double, so that a row is followed rather than left.
    const apart = ahead + 2 * aside;
    if (ahead > 0 && aside <= ahead && apart < bestApart) [best, bestApart] = [area, apart];
  }
  return best;
}
