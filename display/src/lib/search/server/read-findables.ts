import type pg from 'pg';
import { listPlaces, type Place } from '#shared/store/list-places.ts';
import { listSources } from '#shared/store/list-sources.ts';
import { listSystems, type SystemRow } from '#shared/store/list-systems.ts';
import { listUnits, type UnitRow } from '#shared/store/list-units.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { nameOf } from '../../levels/server/read-lines.ts';
import { loadCity } from '../../server/load-city.ts';
import type { Language } from '../../words/language.ts';
import { wordsOf } from '../../words/words.ts';
import { prepare, type Findable, type Prepared } from '../find.ts';
import { assetKindNames, findKindNames } from '../kind-names.ts';

/** Something of the registry that can be found, and whose it is (null: nobody's in particular). */
export type RegistryFind = Findable & { readonly unit: string | null };

type Kept = { readonly atMs: number; readonly findables: Promise<readonly Prepared<RegistryFind>[]> };
const kept = new Map<string, Kept>();
const keptMs = 15_000;
const mostKept = 20;

/** Units, assets and sources of a world, ready to be searched: read again after a while, because keys are pressed quickly. */
export function readFindables(pool: pg.Pool, world: string, language: Language): Kept['findables'] {
  const key = `${language} ${world}`;
  const known = kept.get(key);
  if (known && performance.now() - known.atMs < keptMs) return known.findables;
  const findables = read(pool, world, language);
  kept.delete(key);
  kept.set(key, { atMs: performance.now(), findables });
  findables.catch(() => kept.delete(key));
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return findables;
}

async function read(pool: pg.Pool, world: string, language: Language): Promise<readonly Prepared<RegistryFind>[]> {
  const nowMs = (await readWorldNow(pool, world, Date.now())) ?? Date.now();
  const now = new Date();
  const day = civilCalendar(loadCity().view.timeZone).dayOf(nowMs);
  const [units, places, systems, { sources }] = await Promise.all([
    listUnits(pool, day),
    listPlaces(pool, new Date(nowMs)),
    listSystems(pool, day),
    listSources(pool, { now, world, since: new Date(now.getTime() - 31 * 86_400_000), limit: 1_000, skip: 0 }),
  ]);
  const byCode = new Map(units.map((unit) => [unit.code, unit]));
  return [
    ...units.map((unit) => toUnit(unit, language)),
    ...places.map((place) => toAsset(place, { language, systems, unit: byCode.get(place.unit) })),
    ...sources.map(({ source, kinds }): RegistryFind => {
      const words = findKindNames.source;
      return { kind: 'source', code: source, title: source, about: kinds.join(', '), words, unit: null };
    }),
  ].map(prepare);
}

function toUnit({ code, name, nameEn }: UnitRow, language: Language): RegistryFind {
  const title = language === 'en' ? nameEn : name;
  return { kind: 'unit', code, title, about: code, words: [name, nameEn, ...findKindNames.unit], unit: code };
}

function toAsset(
  place: Place,
  { language, systems, unit }: { language: Language; systems: readonly SystemRow[]; unit: UnitRow | undefined },
): RegistryFind {
  const { code, kind, address } = place;
  const name = nameOf(code, place, systems);
  const unitName = unit ? (language === 'en' ? unit.nameEn : unit.name) : place.unit;
  return {
    ...{ kind: 'asset', code, unit: place.unit },
    title: name ? `${code} · ${name[language]}` : code,
    about: [wordsOf(language).kind[kind], unitName].join(', '),
    words: [
      ...[name?.vi, name?.en, address, unit?.name, unit?.nameEn].flatMap((word) => word ?? []),
      ...assetKindNames[kind],
    ],
  };
}
