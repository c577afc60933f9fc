import type { Shade } from '../shades.ts';

/** Why a unit has no answer: nothing of it is asked there, nothing was heard, or what was heard is too old. */
export type NoReading = 'none-there' | 'never' | 'old' | 'no-counts' | 'no-clock' | 'coverage';

/** A unit's answer to a question: seconds, a count, or a share of 0 to 1, with what it rests on. */
export type UnitReading = {
  readonly unit: string;
  readonly value: number | null;
  /** Null: there is a value. */
  readonly reason: NoReading | null;
  readonly shade: Shade;
  readonly reporting: number;
  readonly expected: number;
  readonly asOfMs: number | null;
};

/** From this value on, an area has this shade; steps rise. */
export type ScaleStep = { readonly from: number; readonly shade: Shade };

export function shadeOf(value: number | null, scale: readonly ScaleStep[]): Shade {
  if (value === null) return 'unknown';
  return scale.findLast(({ from }) => value >= from)?.shade ?? scale[0]?.shade ?? 'plain';
}
