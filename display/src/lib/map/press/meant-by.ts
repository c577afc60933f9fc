import type { CityAsset, CityView } from '../../city/city-view.ts';
import type { AssetPoints } from '../clusters/asset-points.ts';
import type { MapTarget } from '../map-target.ts';
import { apartPx } from '../web-mercator.ts';
import { areaAt } from './area-at.ts';
import { markAt, type Press } from './mark-at.ts';

/** Several assets that are drawn as one. */
type Crowd = { readonly kind: 'crowd'; readonly assets: readonly CityAsset[] };

type Pressed = {
  readonly city: CityView;
  /** Null: no assets are drawn. */
  readonly points: AssetPoints | null;
  readonly withinPx: number;
};

/** What somebody means who presses a map: what is drawn there, or else the unit whose ground it is; null: nothing. */
export function meantBy(press: Press, { city, points, withinPx }: Pressed): MapTarget | Crowd | null {
  const near = points?.drawnAt(press.zoom, (spot) => apartPx(spot, press, press.zoom) <= withinPx) ?? [];
  const mark = markAt(near, press, withinPx);
  const assets = mark === null ? [] : (points?.assetsOf(mark) ?? []);
  const [asset] = assets;
  if (asset) return assets.length > 1 ? { kind: 'crowd', assets } : { kind: 'asset', asset };
  // Areas are in the order of the units.
  const unit = city.units[areaAt(city.areas.features, press) ?? -1];
  return unit ? { kind: 'unit', code: unit.code } : null;
}
