import type { Sql } from './sql.ts';

/** A unit as the registry holds it. */
export type RegistryUnit = {
  readonly code: string;
  readonly kind: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly lon: number;
  readonly lat: number;
  readonly areaKm2: number;
  readonly population: number;
};

/** Adds the units whose code is not there yet and returns how many those were; the others stay as they are. */
export async function insertUnits(sql: Sql, units: readonly RegistryUnit[]): Promise<number> {
  const { rowCount } = await sql.query(
    `INSERT INTO units (code, kind, name_vi, name_en, lon, lat, area_km2, population)
     SELECT code, kind, "nameVi", "nameEn", lon, lat, "areaKm2", population
     FROM jsonb_to_recordset($1) AS unit (code text, kind text, "nameVi" text, "nameEn" text,
       lon double precision, lat double precision, "areaKm2" double precision, population integer)
     WHERE NOT EXISTS (SELECT FROM units WHERE units.code = unit.code)`,
    [JSON.stringify(units)],
  );
  return rowCount ?? 0;
}
