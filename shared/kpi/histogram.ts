/**
 * Fixed bounds, eight slots to a doubling: slot 0 holds values below 1, slot k ≥ 1 holds [2^((k-1)/8), 2^(k/8)). Two
 * histograms of one metric add up slot by slot; a percentile read from them is off by at most 9 %.
 */
const slotsPerDoubling = 8;

/** The slot of a value in the metric's integer unit. */
export function slotOf(value: number): number {
  return value < 1 ? 0 : 1 + Math.floor(Math.log2(value) * slotsPerDoubling + 1e-9);
}

/** The lower bound of a slot, in the metric's unit. */
export function slotFloor(slot: number): number {
  return slot <= 0 ? 0 : 2 ** ((slot - 1) / slotsPerDoubling);
}

/**
 * The value below which the share `p` (0..1) of what was counted lies, or null when nothing was. Interpolates within the
 * slot.
 */
export function percentile(slots: readonly (readonly [slot: number, n: number])[], p: number): number | null {
  const sorted = [...slots].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, n]) => sum + n, 0);
  if (total === 0) return null;
  let below = 0;
  for (const [slot, n] of sorted) {
    if (below + n >= p * total) {
      const low = slotFloor(slot);
      return low + (slotFloor(slot + 1) - low) * Math.max(0, (p * total - below) / n);
    }
    below += n;
  }
  return slotFloor((sorted.at(-1)?.[0] ?? 0) + 1);
}
