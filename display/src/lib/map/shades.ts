/**
 * How an area is filled: judged against a target (grey while it is met), an amount without one (further from the ground is
 * more, never a colour), or unknown. The number of a shade is what the map is told.
 */
export const shades = [
  ...(['plain', 'met', 'near', 'missed', 'far'] as const),
  ...(['amount0', 'amount1', 'amount2', 'amount3', 'unknown'] as const),
] as const;
export type Shade = (typeof shades)[number];

/** What a unit's area says: its shade, and the figure that is written beside its name. */
export type UnitShade = { readonly shade: Shade; readonly text: string };

/** The shades that are grey, `--shade-<name>` of the palette: amounts, and a target that is met or nearly. */
export const greyShades = ['met', 'near', 'amount0', 'amount1', 'amount2', 'amount3'] as const satisfies Shade[];
export type GreyShade = (typeof greyShades)[number];

/** How much of a shade is seen over the ground, so that names stay readable on all of them. */
export const shadeOpacity = 0.65;

export function shadeNumber(shade: Shade): number {
  return shades.indexOf(shade);
}

/** Whether two answers say the same of every unit; null: none is shown. */
export function areSame(
  one: ReadonlyMap<string, UnitShade> | null,
  other: ReadonlyMap<string, UnitShade> | null,
): boolean {
  if (one === null || other === null) return one === other;
  if (one.size !== other.size) return false;
  return [...one].every(([unit, { shade, text }]) => {
    const there = other.get(unit);
    return there?.shade === shade && there.text === text;
  });
}
