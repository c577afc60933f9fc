import type { WallWords } from '../wall-words.ts';

/** Where a matter is: its unit, the first of several, or the whole city. */
export function writePlaces(units: readonly string[], unitName: (unit: string) => string, words: WallWords): string {
  const [first, ...others] = units;
  if (first === undefined) return words.wholeCity;
  const name = unitName(first);
  return others.length === 0 ? name : words.places.replace('{first}', name).replace('{n}', String(others.length));
}
