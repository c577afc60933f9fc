/** When a row holds: civil days, the second exclusive; null: no end. */
export type Validity = { readonly from: string; readonly to: string | null };

/** The validity a row's columns say. */
export function validityOf(row: { valid_from: string; valid_to: string | null }): Validity {
  return { from: row.valid_from, to: row.valid_to };
}

/** Whether both hold on some day. */
export function overlap(one: Validity, other: Validity): boolean {
  return (other.to === null || one.from < other.to) && (one.to === null || other.from < one.to);
}

/** Whether on every day of `whole` one of `parts` holds. */
export function covers(parts: readonly Validity[], whole: Validity): boolean {
  let reached = whole.from;
  for (const { from, to } of [...parts].sort((one, other) => (one.from < other.from ? -1 : 1))) {
    if (from > reached) return false;
    if (to === null) return true;
    if (to > reached) reached = to;
  }
  return whole.to !== null && reached >= whole.to;
}
