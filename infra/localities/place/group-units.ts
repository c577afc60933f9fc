import type { Unit } from '#shared/locality/tables/units.ts';

/** Divides units into `count` neighbourhoods of about equal population, by cutting across the longer side each time. */
export function groupUnits(units: readonly Unit[], count: number): Unit[][] {
  if (count <= 1 || units.length <= 1) return count < 1 ? [] : [[...units]];
  const along = (unit: Unit): number => (spanOf(units, 'lon') > spanOf(units, 'lat') ? unit.lon : unit.lat);
  const ordered = [...units].sort((one, other) => along(one) - along(other) || (one.code < other.code ? -1 : 1));
  const first = Math.floor(count / 2);
  const total = peopleOf(ordered);
  let cut = 1;
  while (cut < ordered.length - 1 && peopleOf(ordered.slice(0, cut)) < (total * first) / count) cut += 1;
  return [...groupUnits(ordered.slice(0, cut), first), ...groupUnits(ordered.slice(cut), count - first)];
}

/** How many people live in some units. */
export function peopleOf(units: readonly Unit[]): number {
  return units.reduce((sum, { population }) => sum + population, 0);
}

function spanOf(units: readonly Unit[], axis: 'lon' | 'lat'): number {
  const at = units.map((unit) => unit[axis]);
  return Math.max(...at) - Math.min(...at);
}
