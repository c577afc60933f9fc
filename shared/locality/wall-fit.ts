import type { WallGeometry } from './wall-settings.ts';

// Letters of 20 minutes of arc are read without effort, of 16 with some; capitals of the wall's font are 0.7 em high.
const easyArcMinutes = 20;
const leastArcMinutes = 16;
const capHeightEm = 0.7;
const smallestVw = 0.9;

/** How much is shown, by the screen's width and height in units of text; its stylesheet draws the same lines. */
const layouts = [
  { layout: 'whole', fromU: 71, fromHighU: 39 },
  { layout: 'reduced', fromU: 45, fromHighU: 25 },
  { layout: 'essentials', fromU: 31, fromHighU: 17 },
] as const;
const least = layouts[2];

/**
 * How a wall's text fits its screen. `whole`: everything; `reduced`: six KPIs and smaller strips; `essentials`: three to six
 * KPIs, neither map nor strips; `too-small`: even those cannot be read from the farthest place.
 */
export type WallFit = {
  /** One unit of text, in hundredths of the screen's width: body text is 1u, figures 2 to 3u, nothing under 0.8u. */
  readonly unitVw: number;
  readonly unitPx: number;
  readonly layout: (typeof layouts)[number]['layout'] | 'too-small';
  /** The smallest text on the wall as the farthest viewer sees it. */
  readonly smallestArcMinutes: number;
  /** From how far everything on it can be read, and how large it would have to be for that of the farthest place. */
  readonly readableM: number;
  readonly neededWidthMm: number;
  readonly neededHeightMm: number;
};

/** Works out the unit of text from how large a letter must be to be read from the farthest place. */
export function fitWall({ panelWidthMm, horizontalPx, verticalPx, maxViewM }: WallGeometry): WallFit {
  const emMm = (2 * maxViewM * 1000 * Math.tan(toRadians(easyArcMinutes) / 2)) / capHeightEm;
  const wantedVw = (emMm * 100) / panelWidthMm;
  // A wall of panels side by side may be wide and too low all the same.
  const highVw = ((verticalPx ?? (horizontalPx * 9) / 16) * 100) / horizontalPx;
  const unitVw = Math.min(100 / least.fromU, highVw / least.fromHighU, Math.max(smallestVw, wantedVw));
  const found = layouts.find(({ fromU, fromHighU }) => 100 / wantedVw >= fromU && highVw / wantedVw >= fromHighU);
  const scale = unitVw / wantedVw;
  return {
    ...{ unitVw, unitPx: (horizontalPx * unitVw) / 100, layout: found?.layout ?? 'too-small' },
    smallestArcMinutes: leastArcMinutes * scale,
    readableM: maxViewM * scale,
    neededWidthMm: Math.ceil(emMm * least.fromU),
    neededHeightMm: Math.ceil(emMm * least.fromHighU),
  };
}

function toRadians(arcMinutes: number): number {
  return (arcMinutes / 60 / 180) * Math.PI;
}
