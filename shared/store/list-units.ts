import type { Sql } from './sql.ts';

/** A unit while a row of it holds: civil days, the second exclusive; null: no end. */
export type UnitRow = {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly nameEn: string;
  /** The unit above; null: the city itself. */
  readonly parent: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly areaKm2: number | null;
  readonly population: number | null;
  readonly placeholder: boolean;
  readonly validFrom: string;
  readonly validTo: string | null;
};

/** The units as they are on a civil day, by code; null: every row there ever was. */
export async function listUnits(sql: Sql, day: string | null): Promise<UnitRow[]> {
  const { rows } = await sql.query<UnitRow>(
    `SELECT code, kind, name_vi AS name, name_en AS "nameEn", parent, lon, lat, area_km2 AS "areaKm2", population, placeholder,
       valid_from::text AS "validFrom", valid_to::text AS "validTo"
     FROM units WHERE $1::date IS NULL OR (valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL))
     ORDER BY code, valid_from`,
    [day],
  );
  return rows;
}
