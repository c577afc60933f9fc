/**
 * The assets twice, for looks from afar and from near by. Afar holds only what is drawn there, as one tile or two for the
 * whole city: an update is then drawn at one go, while in the tiles of a screen it comes in pieces, each with a picture of
 * its own to draw.
 */
export const assetSources = ['assets-far', 'assets-near'] as const;
export type AssetSource = (typeof assetSources)[number];

export const nearFromZoom = 11;
/** A tile of this zoom places its points to 19 m, half a pixel at the zoom where `assets-near` takes over. */
export const farTileZoom = 8;

/** The source that is drawn at a zoom. */
export function sourceAt(zoom: number): AssetSource {
  return zoom < nearFromZoom ? 'assets-far' : 'assets-near';
}
