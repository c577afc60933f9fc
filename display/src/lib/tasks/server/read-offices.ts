import { listOffices } from '#shared/store/list-offices.ts';
import { listReachableOffices } from '#shared/store/list-reachable-offices.ts';
import { listUnits } from '#shared/store/list-units.ts';
import type { Sql } from '#shared/store/sql.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Language } from '#lib/words/language.ts';

/** An office as it is chosen from a list. */
export type OfficeChoice = {
  readonly code: string;
  readonly unit: string | null;
  readonly department: string | null;
  readonly name: string;
  /** Whether messages reach it; where none do, only its receipt says that it knows. */
  readonly isReachable: boolean;
};

/** The city's offices on a day, and what every code of an office or unit is called. */
export type Offices = { readonly choices: readonly OfficeChoice[]; readonly names: Readonly<Record<string, string>> };

/** Reads who can be given a task at an instant: offices of the city, then departments, then units, by name. */
export async function readOffices(
  sql: Sql,
  { nowMs, timeZone, language }: { nowMs: number; timeZone: string; language: Language },
): Promise<Offices> {
  const day = civilCalendar(timeZone).dayOf(nowMs);
  const [offices, units, reachable] = await Promise.all([
    listOffices(sql, day),
    listUnits(sql, day),
    listReachableOffices(sql),
  ]);
  const nameOf = ({ name, nameEn }: { name: string; nameEn: string }): string => (language === 'en' ? nameEn : name);
  const rank = ({ unit, department }: OfficeChoice): number => (unit !== null ? 2 : department === null ? 0 : 1);
  const choices = offices
    .map(({ code, unit, department, ...named }) => ({
      ...{ code, unit, department, name: nameOf(named), isReachable: reachable.includes(code) },
    }))
    .sort((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, language));
  const names = [...units, ...offices].map((one) => [one.code, nameOf(one)] as const);
  return { choices, names: Object.fromEntries(names) };
}
