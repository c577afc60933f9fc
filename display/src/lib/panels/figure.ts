/** Why a figure has no value: nothing ever came, all of it is too old, no count feed, or the world has no clock yet. */
export type Absence = 'never' | 'old' | 'no-counts' | 'no-clock';

/**
 * One number on the wall. Zero is a value that was reported; absence has a reason. `asOfMs` is the world's time of the
 * newest input, null where the count feed's own age says it.
 */
export type Figure =
  { readonly value: number; readonly asOfMs: number | null } | { readonly value: null; readonly reason: Absence };

/** A figure without a value. */
export function absent(reason: Absence): Figure {
  return { value: null, reason };
}
