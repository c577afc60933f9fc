import type { BriefPeriod } from '../brief/period.ts';
import type { Sql } from './sql.ts';

/** What is issued when, by id. */
export async function listBriefPeriods(sql: Sql): Promise<BriefPeriod[]> {
  const { rows } = await sql.query<Omit<BriefPeriod, 'name'> & { nameVi: string; nameEn: string }>(
    `SELECT id, name_vi AS "nameVi", name_en AS "nameEn", every, on_day AS "onDay", at, is_on AS "isOn", version
     FROM brief_periods ORDER BY every, id`,
  );
  return rows.map(({ nameVi, nameEn, ...period }) => ({ ...period, name: { vi: nameVi, en: nameEn } }));
}

/** Whether a world ever counted anything before a civil day. */
export async function hasCountedBefore(sql: Sql, world: string, day: string): Promise<boolean> {
  const { rows } = await sql.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM series s JOIN counts_day c USING (series)
       WHERE s.world = $1 AND s.unit = '' AND s.scope = '' AND s.dim = '' AND c.bucket < $2::date) AS found`,
    [world, day],
  );
  return rows[0]?.found ?? false;
}
