import type { AssetKind } from '../events/kind.ts';
import type { Sql } from './sql.ts';

/** An asset as it stands at an instant; `lon`, `lat` null: nowhere in particular. What its kind has not is null. */
export type Place = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  /** The service point or branch where a kiosk or robot stands. */
  readonly point: string | null;
  /** The branch to which a service point belongs. */
  readonly branch: string | null;
  readonly name: string | null;
  readonly nameEn: string | null;
  readonly address: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly opening: string | null;
  readonly counters: number | null;
  /** Staff as established. */
  readonly staff: number | null;
  readonly spaces: number | null;
  readonly operator: string | null;
  /** The place or size was worked out, not told by the city. */
  readonly placeholder: boolean;
};

/** The assets that are in service at an instant, by code; `unit`: only those of one unit. */
export async function listPlaces(sql: Sql, at: Date, unit: string | null = null): Promise<Place[]> {
  const { rows } = await sql.query<Place>(
    `SELECT code, kind, unit, point, branch, name, name_en AS "nameEn", address, lon, lat,
       opening, counters, staff, spaces, operator, placeholder
     FROM assets WHERE valid_from <= $1 AND (valid_to > $1 OR valid_to IS NULL) AND ($2::text IS NULL OR unit = $2)
     ORDER BY code`,
    [at, unit],
  );
  return rows;
}
