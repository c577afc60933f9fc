import type { AlertView } from '../wire/duty.ts';
import { alertColumns, toAlertView, type AlertRow } from './alert-rows.ts';
import type { Sql } from './sql.ts';

/** Which alerts: by id, or a world's: open ones, and those closed since an instant of the world. */
export type AlertsAsked = { readonly ids: readonly number[] } | { readonly world: string; readonly closedSince: Date };

/** Alerts as screens are told of them, in the order in which they opened. */
export async function readAlertViews(sql: Sql, asked: AlertsAsked): Promise<AlertView[]> {
  const [where, values] =
    'ids' in asked
      ? ['a.id = ANY($1::bigint[])', [asked.ids]]
      : ['a.world = $1 AND (a.closed_at IS NULL OR a.closed_at >= $2)', [asked.world, asked.closedSince]];
  const { rows } = await sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a WHERE ${where} ORDER BY a.opened_seq, a.id`,
    values,
  );
  return rows.map(toAlertView);
}
