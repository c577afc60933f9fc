import type { AlertView } from '../wire/duty.ts';
import { alertColumns, toAlertView, type AlertRow } from './alert-rows.ts';
import type { Sql } from './sql.ts';

/** Of what: a unit or an asset of a world. Those that are over count from `since` on; whatever is open counts always. */
export type AlertsOf = {
  readonly world: string;
  readonly of: { readonly unit: string } | { readonly asset: string };
  readonly since: Date;
  readonly limit: number;
};

/** Alerts about it, open ones first, then the newest. */
export async function listAlertsOf(sql: Sql, { world, of, since, limit }: AlertsOf): Promise<AlertView[]> {
  const isOf =
    'unit' in of
      ? `a.labels ->> 'unit' = $2`
      : `(a.target = $2 OR a.labels ->> 'asset' = $2 OR a.labels ->> 'point' = $2)`;
  const { rows } = await sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a
     WHERE a.world = $1 AND ${isOf} AND (a.closed_at IS NULL OR a.closed_at >= $3)
     ORDER BY a.closed_at IS NOT NULL, a.id DESC LIMIT $4`,
    [world, 'unit' in of ? of.unit : of.asset, since, limit],
  );
  return rows.map(toAlertView);
}
