import { listDepartments } from '#shared/store/list-departments.ts';
import { listUnits } from '#shared/store/list-units.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { Language } from '../../words/language.ts';

/** A unit or department to choose. */
export type UnitChoice = { readonly code: string; readonly name: string };

/** The units and departments of a day, by name in a language. */
export async function listUnitChoices(sql: Sql, day: string, language: Language): Promise<UnitChoice[]> {
  const [units, departments] = await Promise.all([listUnits(sql, day), listDepartments(sql, day)]);
  const collator = new Intl.Collator(language);
  return [...units, ...departments]
    .map(({ code, name, nameEn }) => ({ code, name: language === 'en' ? nameEn : name }))
    .sort((a, b) => collator.compare(a.name, b.name));
}
