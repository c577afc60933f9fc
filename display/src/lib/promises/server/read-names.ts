import { listOffices } from '#shared/store/list-offices.ts';
import { listProcedures } from '#shared/store/list-procedures.ts';
import { listSystems } from '#shared/store/list-systems.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { readSetNames } from '#shared/store/read-set-names.ts';
import { resources } from '#lib/server/resources.ts';
import type { Language } from '../../words/language.ts';
import type { Names } from '../telling.ts';

type Named = { readonly code: string; readonly name: string; readonly nameEn: string | null };

/** What everything is called that pages of promises speak of, also what is no more; the newest name of each. */
export async function readNames(language: Language): Promise<Names> {
  const { pool } = resources();
  const [units, offices, procedures, systems, sets] = await Promise.all([
    listUnits(pool, null),
    listOffices(pool, null),
    listProcedures(pool, null),
    listSystems(pool, null),
    readSetNames(pool),
  ]);
  const named = (rows: readonly Named[]): Readonly<Record<string, string>> =>
    Object.fromEntries(rows.map(({ code, name, nameEn }) => [code, language === 'en' ? (nameEn ?? name) : name]));
  const ofSets = Object.fromEntries(Object.entries(sets).map(([set, says]) => [set, says[language]]));
  return {
    units: { ...named(units), ...ofSets },
    offices: named(offices),
    procedures: named(procedures),
    systems: named(systems),
  };
}
