import type { Palette } from '../shapes/state-marks.ts';

/** The palette of `wall.css`, so far as the map needs it. */
export type MapColours = Palette & {
  readonly medium: string;
  readonly area: string;
  readonly areaActive: string;
  readonly areaEdge: string;
  readonly label: string;
};
