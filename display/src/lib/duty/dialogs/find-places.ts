import type { CityView } from '../../city/city-view.ts';
import type { Language } from '../../words/language.ts';
import { toKey } from '../queue/search-rows.ts';

/** A unit or an asset that somebody may mean. */
export type PlaceChoice = {
  readonly code: string;
  readonly name: string;
  readonly isUnit: boolean;
  readonly unit: string;
};

type Places = Pick<CityView, 'units' | 'assets'>;

/** What fits the words that were typed: names that begin so first, then those that hold them; units before devices. */
export function findPlaces({ units, assets }: Places, typed: string, language: Language, most = 8): PlaceChoice[] {
  const asked = toKey(typed);
  if (asked === '') return [];
  const unitNames = new Map(units.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name]));
  const all: PlaceChoice[] = [
    ...units.map(({ code }) => ({ code, name: unitNames.get(code) ?? code, isUnit: true, unit: code })),
    ...assets.map(({ code, unit }) => ({
      code,
      name: `${code} · ${unitNames.get(unit) ?? unit}`,
      isUnit: false,
      unit,
    })),
  ];
  const ranked = all.flatMap((place) => {
    const name = toKey(place.name);
    const at = name.indexOf(asked);
    const isCode = toKey(place.code) === asked;
    if (!isCode && at === -1) return [];
    return { place, rank: (isCode ? 0 : at === 0 ? 1 : 2) + (place.isUnit ? 0 : 0.5) };
  });
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ place }) => place);
}

/** The unit nearest to a place on the map, as people would say where it is; undefined: the city has none. */
export function nearestUnit({ units }: Places, lon: number, lat: number): CityView['units'][number] | undefined {
  // A degree of longitude is shorter than one of latitude.
  const shorter = Math.cos((lat * Math.PI) / 180);
  const far = (unit: { lon: number; lat: number }): number => Math.hypot((unit.lon - lon) * shorter, unit.lat - lat);
  return units.reduce<CityView['units'][number] | undefined>(
    (best, unit) => (best === undefined || far(unit) < far(best) ? unit : best),
    undefined,
  );
}
