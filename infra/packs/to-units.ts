import type { Unit } from '#shared/locality/tables/units.ts';
import type { ListedUnit } from './read-unit-list.ts';

type Kind = Unit['type'];
const kinds: readonly Kind[] = ['phuong', 'xa', 'dac_khu'];
const titles: [RegExp, Kind][] = [
  [/^(phường|ward)\s+/i, 'phuong'],
  [/^(xã|thị trấn|commune)\s+/i, 'xa'],
  [/^(đặc khu|special zone)\s+/i, 'dac_khu'],
];

/**
 * Units of a new city from somebody else's list, in force from `since`. Needs a code, a name and a place for each;
 * a missing area or population is set to the middle of what a ward has, and the row marked placeholder. Throws naming
 * the first unit that lacks more.
 */
export function toUnits(listed: readonly ListedUnit[], since: string): Unit[] {
  return listed.map((unit, index) => {
    const code = pick(unit, ['code', 'id', 'ma', 'MA']);
    const full = pick(unit, ['name', 'ten', 'TEN', 'full_name']).normalize('NFC');
    const lon = numberOf(unit, ['lon', 'lng', 'longitude', 'x']);
    const lat = numberOf(unit, ['lat', 'latitude', 'y']);
    if (code === '' || full === '' || lon === undefined || lat === undefined) {
      throw new Error(`unit ${index + 1} (${code || full || 'no code'}) lacks a code, a name, lon or lat`);
    }
    const area = numberOf(unit, ['area_km2', 'area']);
    const population = numberOf(unit, ['population_corrected', 'population', 'dan_so']);
    return {
      ...{ code, ...named(unit, full), parent: null, valid_from: since, valid_to: null, lon, lat },
      ...{ area_km2: area ?? 20, population: Math.round(population ?? 20_000) },
      placeholder: area === undefined || population === undefined,
    };
  });
}

/** The type as it is stated, or as the name's first word says; the name without that word. */
function named(unit: ListedUnit, full: string): Pick<Unit, 'type' | 'name' | 'name_en'> {
  const [pattern, titled] = titles.find(([title]) => title.test(full)) ?? [/^$/, 'phuong' as const];
  const name = full.replace(pattern, '');
  const stated = kinds.find((kind) => kind === pick(unit, ['type', 'loai']));
  return { type: stated ?? titled, name, name_en: pick(unit, ['name_en']) || withoutMarks(name) };
}

function pick(unit: ListedUnit, names: readonly string[]): string {
  return names.map((name) => unit[name] ?? '').find((text) => text !== '') ?? '';
}

/** A number other than 0: nothing here may be 0, and lists write 0 for what they do not know. */
function numberOf(unit: ListedUnit, names: readonly string[]): number | undefined {
  const value = Number(pick(unit, names));
  return Number.isFinite(value) && value !== 0 ? value : undefined;
}

/** Vietnamese without marks, as names are written in English. */
function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
}
