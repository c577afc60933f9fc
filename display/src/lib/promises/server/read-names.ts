import { listOffices } from '#shared/store/list-offices.ts';
import { listProcedures } from '#shared/store/list-procedures.ts';
import { listSystems } from '#shared/store/list-systems.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { resources } from '#lib/server/resources.ts';
import type { Language } from '../../words/language.ts';
import type { Names } from '../telling.ts';

type Named = { readonly code: string; readonly name: string; readonly nameEn: string | null };

/** What everything is called that pages of promises speak of, also what is no more; the newest name of each. */
export async function readNames(language: Language): Promise<Names> {
  const { pool } = resources();
  const [units, offices, procedures, systems] = await Promise.all([
    listUnits(pool, null),
    listOffices(pool, null),
    listProcedures(pool, null),
    listSystems(pool, null),
  ]);
  const named = (rows: readonly Named[]): Readonly<Record<string, string>> =>
    Object.fromEntries(rows.map(({ code, name, nameEn }) => [code, language === 'en' ? (nameEn ?? name) : name]));
  return { units: named(units), offices: named(offices), procedures: named(procedures), systems: named(systems) };
}
