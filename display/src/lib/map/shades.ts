/**
 * How an area is filled: judged against a target (grey while it is met), an amount without one (lighter is more, never a
 * colour), or unknown. The number of a shade is what the map is told.
 */
export const shades = [
  ...(['plain', 'met', 'near', 'missed', 'far'] as const),
  ...(['amount0', 'amount1', 'amount2', 'amount3', 'unknown'] as const),
] as const;
export type Shade = (typeof shades)[number];

/** What a unit's area says: its shade, and the figure that is written beside its name. */
export type UnitShade = { readonly shade: Shade; readonly text: string };

/** The greys of amounts, and of a target that is met or nearly: from the ground up, on a dark map. */
export const shadeGreys = {
  met: '#2f3d49',
  near: '#56646f',
  amount0: '#1f2932',
  amount1: '#36444f',
  amount2: '#566570',
  amount3: '#82909b',
} as const satisfies Partial<Record<Shade, string>>;

/** How much of a shade is seen over the ground, so that names stay readable on all of them. */
export const shadeOpacity = 0.65;

export function shadeNumber(shade: Shade): number {
  return shades.indexOf(shade);
}
