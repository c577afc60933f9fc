import type { Palette } from '../shapes/state-marks.ts';
import type { GreyShade } from './shades.ts';

/** The palette of `wall.css`, so far as the map needs it. */
export type MapColours = Palette & {
  readonly medium: string;
  readonly area: string;
  readonly areaActive: string;
  readonly areaEdge: string;
  readonly water: string;
  readonly label: string;
  readonly shades: Readonly<Record<GreyShade, string>>;
};
