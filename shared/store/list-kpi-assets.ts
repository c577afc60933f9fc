import type { AssetKind } from '../events/kind.ts';
import type { Sql } from './sql.ts';

/** An asset in one unit for a time (milliseconds; `toMs` null: no end). Kiosks are open as the point they stand at. */
export type KpiAsset = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly point: string | null;
  readonly branch: string | null;
  readonly opening: string | null;
  readonly fromMs: number;
  readonly toMs: number | null;
};

/** Every asset that there is or was, by code and time. */
export async function listKpiAssets(sql: Sql): Promise<KpiAsset[]> {
  const { rows } = await sql.query<KpiAsset>(
    `SELECT a.code, a.kind, a.unit, a.point, a.branch, coalesce(a.opening, p.opening) AS opening,
       (extract(epoch FROM a.valid_from) * 1000)::bigint AS "fromMs",
       (extract(epoch FROM a.valid_to) * 1000)::bigint AS "toMs"
     FROM assets a LEFT JOIN (
       SELECT DISTINCT ON (code) code, opening FROM assets ORDER BY code, valid_from DESC) p ON p.code = a.point
     ORDER BY a.code, a.valid_from`,
  );
  return rows;
}
