export type WallGeometry = { readonly panelWidthMm: number; readonly maxViewM: number };

// Letters of 20 minutes of arc are read without effort; capitals of the wall's font are 0.7 em high.
const arcMinutes = 20;
const capHeightEm = 0.7;
// Beyond these the layout no longer holds its lines: a wall that needs more must be larger, or nearer.
const smallestVw = 0.9;
const largestVw = 1.35;

/**
 * The wall's unit of text, `1u`, in hundredths of the screen's width: body text is 1u, figures 2 to 3u, nothing under
 * 0.8u. It follows from how large a letter must be to be read from the farthest place.
 */
export function unitVw({ panelWidthMm, maxViewM }: WallGeometry): number {
  const capMm = 2 * maxViewM * 1000 * Math.tan(((arcMinutes / 60 / 2) * Math.PI) / 180);
  const vw = ((capMm / capHeightEm) * 100) / panelWidthMm;
  return Math.min(largestVw, Math.max(smallestVw, vw));
}
