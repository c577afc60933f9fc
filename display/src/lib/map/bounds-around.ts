import type { Bounds } from './bounds.ts';

// About 400 m: a single device must not be looked at from so near that nothing else is there.
const usualDegrees = 0.004;

/** What is looked at to see all of some places, at least one, with a little around them. */
export function boundsAround(
  spots: readonly { readonly lon: number; readonly lat: number }[],
  aroundDegrees = usualDegrees,
): Bounds {
  const lons = spots.map(({ lon }) => lon);
  const lats = spots.map(({ lat }) => lat);
  return [
    Math.min(...lons) - aroundDegrees,
    Math.min(...lats) - aroundDegrees,
    Math.max(...lons) + aroundDegrees,
    Math.max(...lats) + aroundDegrees,
  ];
}
