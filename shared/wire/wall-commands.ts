import { wallSettings, type WallSettings } from '../locality/wall-settings.ts';

/** office `wall.set`: a wall's settings from now on, new or changed. Screens that show it take them up within a minute. */
export const wallSet = wallSettings;

/** A wall as the registry holds it now. `editedBy` null: as the city's folder says. */
export type WallTold = { readonly wall: WallSettings; readonly editedBy: string | null; readonly since: Date };
