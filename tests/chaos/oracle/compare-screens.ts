import type { ScreenState } from '../../../display/src/lib/feed/screen-state.ts';

/** Where what one screen holds differs from what another does, in words; empty when they show the same. */
export function compareScreens(held: ScreenState, truth: ScreenState): string[] {
  return [
    ...compareMaps('asset', held.assets, truth.assets),
    ...compareMaps('count', held.counts, truth.counts),
    ...(held.day === truth.day ? [] : [`day ${String(held.day)}, not ${String(truth.day)}`]),
  ];
}

function compareMaps(what: string, held: ReadonlyMap<string, unknown>, truth: ReadonlyMap<string, unknown>): string[] {
  const differences: string[] = [];
  for (const [key, value] of truth) {
    const shown = JSON.stringify(held.get(key));
    const expected = JSON.stringify(value);
    if (shown !== expected) differences.push(`${what} ${key} is ${expected}, shown ${shown}`);
  }
  for (const key of held.keys()) if (!truth.has(key)) differences.push(`${what} ${key} is not there, but shown`);
  return differences;
}
