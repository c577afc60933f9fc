import type { AssetRow } from '../wire/registry.ts';
import type { Sql } from './sql.ts';

/** An asset as the registry holds it: where it belongs from when to when, where it stands, what it is called. */
export type RegistryAsset = AssetRow & {
  readonly lon: number | null;
  readonly lat: number | null;
  readonly name: string | null;
  readonly placeholder: boolean;
};

/** Adds the assets whose code is not there yet and returns how many rows those were; the others stay as they are. */
export async function insertAssets(sql: Sql, assets: readonly RegistryAsset[]): Promise<number> {
  const { rowCount } = await sql.query(
    `INSERT INTO assets (code, kind, unit, valid_from, valid_to, lon, lat, name, placeholder)
     SELECT code, kind, unit, "from", "to", lon, lat, name, placeholder
     FROM jsonb_to_recordset($1) AS asset (code text, kind text, unit text, "from" timestamptz, "to" timestamptz,
       lon double precision, lat double precision, name text, placeholder boolean)
     WHERE NOT EXISTS (SELECT FROM assets WHERE assets.code = asset.code)`,
    [JSON.stringify(assets)],
  );
  return rowCount ?? 0;
}
