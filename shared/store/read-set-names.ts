import { nameOfKindSet } from '../kpi/set-words.ts';
import type { Says } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

type Named = { readonly set: string; readonly name: string | null; readonly nameEn: string | null };

/**
 * What the sets of units are called that have a target of their own (`type:phuong`, `department:…`, `branch:…`), by set; the
 * newest name of each. A set that nothing names is left out.
 */
export async function readSetNames(sql: Sql): Promise<Readonly<Record<string, Says>>> {
  const { rows } = await sql.query<Named>(
    `SELECT s.set, n.name, n.name_en AS "nameEn"
     FROM (SELECT DISTINCT unit_set AS set FROM targets WHERE unit_set ~ '^(type|department|branch):') s
     LEFT JOIN LATERAL (
       SELECT name_vi AS name, name_en FROM (
         SELECT name_vi, name_en, valid_from::timestamptz AS since FROM departments WHERE 'department:' || code = s.set
         UNION ALL
         SELECT name, name_en, valid_from FROM assets WHERE kind = 'branch' AND 'branch:' || code = s.set) known
       ORDER BY since DESC LIMIT 1) n ON true
     ORDER BY s.set`,
  );
  const named = rows.flatMap(({ set, name, nameEn }) => {
    const says = nameOfKindSet(set) ?? (name === null ? undefined : { vi: name, en: nameEn ?? name });
    return says ? [[set, says] as const] : [];
  });
  return Object.fromEntries(named);
}
