import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { catalogue } from '#shared/events/catalogue.ts';
import type { AssetKind, EventKind } from '#shared/events/kind.ts';
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
    expectedIntervalS: {
      kiosk: intervalOf('kiosk'),
      point: intervalOf('point'),
      branch: intervalOf('branch'),
      parking: intervalOf('parking'),
      hotline: intervalOf('hotline'),
    },
    areas: { official: boundaries !== null, features: areas },
  };
}

function assetsOf(pack: Pack): CityAsset[] {
  const toAsset =
    (kind: AssetKind) =>
    (asset: { code: string; unit: string; lon: number; lat: number; placeholder?: boolean }): CityAsset => {
      const { code, unit, lon, lat, placeholder = false } = asset;
      return { code, kind, unit, lon, lat, placeholder };
    };
  const seat = pack.units.find(({ code }) => code === pack.hotline.unit);
  return [
    ...pack.points.map(toAsset('point')),
    ...pack.kiosks.map(toAsset('kiosk')),
    ...pack.parking.map(toAsset('parking')),
    ...(seat ? [toAsset('hotline')({ ...seat, code: pack.hotline.asset, unit: seat.code })] : []),
  ];
}

/** The shortest interval any kind of event promises for this kind of asset. */
function intervalOf(assetKind: AssetKind): number | null {
  const promised = Object.values<EventKind>(catalogue)
    .filter((kind) => kind.assetKinds.includes(assetKind))
    .flatMap((kind) => kind.expectedIntervalS ?? []);
  return promised.length > 0 ? Math.min(...promised) : null;
}
