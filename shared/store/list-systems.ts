import type { ConnectedSystem } from '../locality/tables/systems.ts';
import type { Sql } from './sql.ts';

/** A connected system, also an asset of the same code; `expectedIntervalS` is how often it is to be heard of. */
export type SystemRow = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: ConnectedSystem['kind'];
  readonly expectedIntervalS: number;
  /** Civil days, the second exclusive; null: no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The connected systems as they are on a civil day, by code; null: every row there ever was. */
export async function listSystems(sql: Sql, day: string | null): Promise<SystemRow[]> {
  const { rows } = await sql.query<SystemRow>(
    `SELECT code, name_vi AS name, name_en AS "nameEn", kind, expected_interval_s AS "expectedIntervalS",
       valid_from::text AS "validFrom", valid_to::text AS "validTo"
     FROM systems WHERE $1::date IS NULL OR (valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL))
     ORDER BY code, valid_from`,
    [day],
  );
  return rows;
}
