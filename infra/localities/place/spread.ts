import type { Unit } from '#shared/locality/tables/units.ts';
import { apportion } from './apportion.ts';

/** A place in degrees, and the unit it lies in. */
export type Place = { readonly unit: string; readonly lon: number; readonly lat: number };

/** Degrees of latitude in a kilometre; a degree of longitude is shorter by the cosine of the latitude. */
const DEGREES_PER_KM = 1 / 111.32;

/** The angle that spreads successive points most evenly around a circle. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Share of the radius of a circle with the unit's area: points stay near the unit's own point. */
const NEIGHBOURHOOD = 0.45;

/** Shares `total` places by population and sets each unit's on a sunflower around the unit's point, begun at `turn`. */
export function spread(units: readonly Unit[], total: number, turn: number): Place[] {
  const counts = apportion(
    total,
    units.map((unit) => unit.population),
  );
  return units.flatMap((unit, unitIndex) => {
    const count = counts[unitIndex] ?? 0;
    const radiusKm = NEIGHBOURHOOD * Math.sqrt(unit.area_km2 / Math.PI);
    return Array.from({ length: count }, (_, index) => {
      const distance = radiusKm * Math.sqrt((index + 0.5) / count) * DEGREES_PER_KM;
      const angle = turn + (unitIndex + index) * GOLDEN_ANGLE;
      const lon = unit.lon + (distance * Math.cos(angle)) / Math.cos((unit.lat * Math.PI) / 180);
      return { unit: unit.code, lon: round(lon), lat: round(unit.lat + distance * Math.sin(angle)) };
    });
  });
}

/** Six decimals are a tenth of a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}
