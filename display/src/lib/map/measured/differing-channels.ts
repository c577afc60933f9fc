/** A picture's pixels, four channels each, row by row. */
export type Pixels = { readonly width: number; readonly channels: Int16Array };

// Letters lie elsewhere in the engine's own picture of them and are rounded otherwise: nobody sees so little.
const seenGap = 16;

/**
 * Channels of two pictures of one size that are seen to differ, and by how much at most. What lies half-way between two pixels may be
 * rounded to either, so each is held against the least and most around its place in the other: a mark a pixel away is the same, one in
 * another tone, one more or one less is not.
 */
export function differingChannels(one: Pixels, other: Pixels): { readonly count: number; readonly mostGap: number } {
  let count = 0;
  let mostGap = 0;
  for (let at = 0; at < one.channels.length; at += 1) {
    if (one.channels[at] === other.channels[at]) continue;
    const gap = Math.max(gapAround(one, other, at), gapAround(other, one, at));
    mostGap = Math.max(mostGap, gap);
    if (gap > seenGap) count += 1;
  }
  return { count, mostGap };
}

/** How far a channel lies outside what is within a pixel of its place in another picture. */
function gapAround({ channels }: Pixels, other: Pixels, at: number): number {
  const row = other.width * 4;
  let [least, most] = [Infinity, -Infinity];
  for (const down of [-row, 0, row])
    for (const right of [-4, 0, 4]) {
      const near = other.channels[at + down + right];
      if (near === undefined) continue;
      least = Math.min(least, near);
      most = Math.max(most, near);
    }
  const value = channels[at] ?? 0;
  return Math.max(0, least - value, value - most);
}
