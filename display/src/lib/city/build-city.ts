import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { catalogue } from '#shared/events/catalogue.ts';
import { assetKinds, type AssetKind, type EventKind } from '#shared/events/kind.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { boundsOf } from './bounds-of.ts';
import type { CityAsset, CityView } from './city-view.ts';
import { approximateServiceAreas } from './service-areas.ts';

/** What a screen draws of a pack; `boundaries` are the official ones in the order of its units, if there are any. */
export function buildCity(pack: Pack, boundaries: FeatureCollection<Polygon | MultiPolygon> | null): CityView {
  const areas =
    boundaries ?? approximateServiceAreas(pack.units.map(({ area_km2, ...unit }) => ({ ...unit, areaKm2: area_km2 })));
  return {
    city: pack.code,
    name: pack.name.vi,
    nameEn: pack.name.en,
    timeZone: pack.timeZone,
    hotlineNumber: pack.hotline.number,
    bounds: boundsOf(areas),
    units: pack.units.map(({ code, name, name_en, lon, lat, population }) => {
      return { code, name, nameEn: name_en, lon, lat, population };
    }),
    assets: assetsOf(pack),
    expectedIntervalS: Object.fromEntries(
      assetKinds.map((kind) => [kind, intervalOf(kind)]),
    ) as CityView['expectedIntervalS'],
    areas: { official: boundaries !== null, features: areas },
  };
}

/** What stands somewhere, and the hotline in the middle of the unit that answers for the city. */
function assetsOf(pack: Pack): CityAsset[] {
  const seat = pack.units.find(({ code }) => code === pack.seat);
  return packAssets(pack).flatMap(({ code, kind, unit, lon, lat, placeholder }): CityAsset[] => {
    if (lon !== null && lat !== null) return [{ code, kind, unit, lon, lat, placeholder }];
    if (kind !== 'hotline' || !seat) return [];
    return [{ code, kind, unit, lon: seat.lon, lat: seat.lat, placeholder: false }];
  });
}

/** The shortest interval any kind of event promises for this kind of asset. */
function intervalOf(assetKind: AssetKind): number | null {
  const promised = Object.values<EventKind>(catalogue)
    .filter((kind) => kind.assetKinds.includes(assetKind))
    .flatMap((kind) => kind.expectedIntervalS ?? []);
  return promised.length > 0 ? Math.min(...promised) : null;
}
