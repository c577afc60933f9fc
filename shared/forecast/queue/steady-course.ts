import { median } from '../median.ts';

/** So many quarter hours to both sides are neighbours. */
const reach = 2;

/**
 * The middle of some days at each quarter hour, drawn towards its neighbours as far as days differ by chance: where the
 * days are all alike it is exactly what they were; where they scatter, an hour tells more than a quarter of one. Null: no
 * day tells that quarter hour. `isOneOf`: quarter hours that belong together, such as those of opening.
 */
export function steadyCourse(
  days: readonly (readonly (number | null)[])[],
  isOneOf: (at: number) => boolean,
): (number | null)[] {
  const length = Math.max(0, ...days.map((day) => day.length));
  const told = Array.from({ length }, (_, at) => days.flatMap((day) => day[at] ?? []));
  const middle = told.map((values) => median(values) ?? null);
  const around = middle.map((_, at) => {
    const near = middle.slice(Math.max(0, at - reach), at + reach + 1);
    const from = Math.max(0, at - reach);
    return meanOf(near.flatMap((value, which) => (isOneOf(from + which) && value !== null ? [value] : [])));
  });
  const inside = middle.flatMap((value, at) => {
    const [values, mean] = [told[at] ?? [], around[at]];
    if (value === null || mean === undefined || values.length < 2 || !isOneOf(at)) return [];
    return [{ chance: varianceOf(values) / values.length, apart: (value - mean) ** 2 }];
  });
  const [chance, apart] = [meanOf(inside.map((one) => one.chance)) ?? 0, meanOf(inside.map((one) => one.apart)) ?? 0];
  // Of how far a quarter hour lies from its neighbours, so much is chance.
  const drawn = apart > 0 ? Math.min(1, chance / apart) : 0;
  return middle.map((value, at) => {
    const mean = around[at];
    return value === null || mean === undefined || !isOneOf(at) ? value : value + drawn * (mean - value);
  });
}

function meanOf(values: readonly number[]): number | undefined {
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : undefined;
}

/** Of the values as a sample. */
function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values) ?? 0;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
