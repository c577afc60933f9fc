import type { CityView } from '../../city/city-view.ts';
import { areaAt } from '../../map/press/area-at.ts';
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

/** What words that were typed mean; several: who typed them has to say which, `more` of them are not told. */
export type MeantPlace =
  | { readonly kind: 'none' | 'unknown' }
  | { readonly kind: 'one'; readonly place: PlaceChoice }
  | { readonly kind: 'several'; readonly places: readonly PlaceChoice[]; readonly more: number };

/** What fits the words that were typed: names that begin so first, then those that hold them; units before devices. */
export function findPlaces(city: Places, typed: string, language: Language, most = 8): PlaceChoice[] {
  return rankPlaces(city, typed, language).slice(0, most);
}

/**
 * The place that was typed: the one of that name or code, or the only one that begins so. Nobody's ward is guessed: whatever
 * else fits is asked about.
 */
export function meantPlace(city: Places, typed: string, language: Language, most = 9): MeantPlace {
  const asked = toKey(typed);
  if (asked === '') return { kind: 'none' };
  const fitting = rankPlaces(city, typed, language);
  const named = fitting.filter(({ code, name }) => toKey(code) === asked || toKey(name) === asked);
  const spelt = named.filter(({ name }) => plain(name) === plain(typed));
  const own = fitting.filter((place) => toKey(ownName(place)).includes(asked));
  const places = [spelt, named, own, fitting].find((some) => some.length > 0) ?? [];
  const [first] = places;
  if (!first) return { kind: 'unknown' };
  const isSaid = named.length > 0 || toKey(ownName(first)).startsWith(asked);
  if (places.length === 1 && isSaid) return { kind: 'one', place: first };
  return { kind: 'several', places: places.slice(0, most), more: Math.max(0, places.length - most) };
}

/** The unit that a place on the map lies in, or else, outside all of them, the nearest; undefined: the city has none. */
export function unitAt(
  { units, areas }: Pick<CityView, 'units' | 'areas'>,
  spot: { readonly lon: number; readonly lat: number },
): CityView['units'][number] | undefined {
  // Areas are in the order of the units.
  const holding = units[areaAt(areas.features, spot) ?? -1];
  if (holding) return holding;
  // A degree of longitude is shorter than one of latitude.
  const shorter = Math.cos((spot.lat * Math.PI) / 180);
  const far = ({ lon, lat }: { lon: number; lat: number }): number =>
    Math.hypot((lon - spot.lon) * shorter, lat - spot.lat);
  return units.reduce<CityView['units'][number] | undefined>(
    (best, unit) => (best === undefined || far(unit) < far(best) ? unit : best),
    undefined,
  );
}

function rankPlaces({ units, assets }: Places, typed: string, language: Language): PlaceChoice[] {
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
    const isNamed = toKey(place.code) === asked || name === asked;
    if (!isNamed && at === -1) return [];
    return { place, rank: (isNamed ? 0 : at === 0 ? 1 : 2) + (place.isUnit ? 0 : 0.5) };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ place }) => place);
}

/** What a place is called by itself: a device is found by its ward's name too, and is seldom meant by it. */
function ownName({ code, name, isUnit }: PlaceChoice): string {
  return isUnit ? name : code;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().trim();
}
