import type { Place } from './list-places.ts';
import type { Sql } from './sql.ts';

/** An asset in one unit, from an instant to before another (null: no end). */
export type AssetSpan = Place & { readonly from: Date; readonly to: Date | null };

/** Everything the registry holds of one asset, its newest span first; nothing where there never was one of that code. */
export async function findAsset(sql: Sql, code: string): Promise<AssetSpan[]> {
  const { rows } = await sql.query<AssetSpan>(
    `SELECT code, kind, unit, point, branch, name, name_en AS "nameEn", address, lon, lat,
       opening, counters, staff, spaces, operator, placeholder, valid_from AS "from", valid_to AS "to"
     FROM assets WHERE code = $1 ORDER BY valid_from DESC`,
    [code],
  );
  return rows;
}
