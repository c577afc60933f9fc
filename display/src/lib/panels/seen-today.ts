import type { WallMoment } from './wall-moment.ts';

/** How many assets were heard on the world's present civil day; with `field`, how many set that value on it. */
export function seenToday(assets: readonly { readonly code: string }[], moment: WallMoment, field?: string): number {
  const { state, dayStartMs } = moment;
  if (dayStartMs === null) return 0;
  let seen = 0;
  for (const { code } of assets) {
    const known = state.assets.get(code);
    const time = field === undefined ? known?.seenMs : Date.parse(known?.fields[field]?.time ?? '');
    if (time !== undefined && time >= dayStartMs) seen++;
  }
  return seen;
}
