import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { catalogue } from '#shared/events/catalogue.ts';
import { assetKinds, type AssetKind, type EventKind } from '#shared/events/kind.ts';
import type { CityWater } from '#shared/locality/read-water.ts';
import type { Place } from '#shared/store/list-places.ts';
import type { SystemRow } from '#shared/store/list-systems.ts';
import type { UnitRow } from '#shared/store/list-units.ts';
import type { CitySettings } from '#shared/store/read-city-settings.ts';
import { boundsOf } from './bounds-of.ts';
import type { CityAsset, CityView } from './city-view.ts';
import { approximateServiceAreas } from './service-areas.ts';

/** A city as its registry holds it at one moment. */
export type RegistryCity = {
  readonly settings: CitySettings;
  readonly units: readonly UnitRow[];
  readonly places: readonly Place[];
  readonly systems: readonly SystemRow[];
  readonly waitingMin: readonly number[];
};

/** What is known of a city's ground; `boundaries` are the official ones, in the order of its units. */
type CityGround = {
  readonly boundaries: FeatureCollection<Polygon | MultiPolygon> | null;
  readonly water: CityWater | null;
};

/** What a screen draws of a city. */
export function buildCity(city: RegistryCity, { boundaries, water }: CityGround): CityView {
  const { settings, units, places, systems, waitingMin } = city;
  // A unit of unknown area reaches as far as a middling one.
  const areas = boundaries ?? approximateServiceAreas(units.map((unit) => ({ ...unit, areaKm2: unit.areaKm2 ?? 20 })));
  return {
    city: settings.code,
    name: settings.name.vi,
    nameEn: settings.name.en,
    timeZone: settings.timeZone,
    hotlineNumber: settings.hotline.number,
    bounds: boundsOf(areas),
    units: units.map(({ code, name, nameEn, lon, lat, population }) => {
      return { code, name, nameEn, lon, lat, population };
    }),
    assets: assetsOf(city),
    chatbot: places.find(({ kind }) => kind === 'chatbot')?.code ?? null,
    systems: systems.map(({ code, name, nameEn, kind, expectedIntervalS }) => {
      return { code, name, nameEn, kind, expectedIntervalS };
    }),
    expectedIntervalS: Object.fromEntries(
      assetKinds.map((kind) => [kind, intervalOf(kind)]),
    ) as CityView['expectedIntervalS'],
    waitingMin,
    areas: { official: boundaries !== null, features: areas },
    water,
  };
}

/** What stands somewhere, and the hotline in the middle of the unit that answers for the city. */
function assetsOf({ settings, units, places }: RegistryCity): CityAsset[] {
  const seat = units.find(({ code }) => code === settings.seat);
  return places.flatMap(({ code, kind, unit, lon, lat, placeholder, staff }): CityAsset[] => {
    if (lon !== null && lat !== null) return [{ code, kind, unit, lon, lat, placeholder, ...(staff && { staff }) }];
    if (kind !== 'hotline' || !seat) return [];
    return [{ code, kind, unit, lon: seat.lon, lat: seat.lat, placeholder }];
  });
}

/** The shortest interval any kind of event promises for this kind of asset. */
function intervalOf(assetKind: AssetKind): number | null {
  const promised = Object.values<EventKind>(catalogue)
    .filter((kind) => kind.assetKinds.includes(assetKind))
    .flatMap((kind) => kind.expectedIntervalS ?? []);
  return promised.length > 0 ? Math.min(...promised) : null;
}
