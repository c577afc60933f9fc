import type { AlertView } from '../wire/duty.ts';
import { alertColumns, toAlertView, type AlertRow } from './alert-rows.ts';
import type { Sql } from './sql.ts';

/** Which alerts of a world; `before`: those with a smaller id, for the next page. */
export type AlertsWished = {
  readonly world: string;
  readonly state: 'open' | 'unacknowledged' | 'silenced' | 'closed' | 'all';
  readonly rule?: string | undefined;
  readonly unit?: string | undefined;
  readonly asset?: string | undefined;
  readonly priority?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
};

const states: Readonly<Record<AlertsWished['state'], string>> = {
  open: 'a.closed_at IS NULL',
  unacknowledged: `a.closed_at IS NULL AND a.acked_by IS NULL AND a.silencing IS NULL AND NOT a.is_late
    AND a.suppression ->> 'why' = 'none'`,
  silenced: `a.closed_at IS NULL AND (a.silencing IS NOT NULL OR a.suppression ->> 'why' <> 'none')`,
  closed: 'a.closed_at IS NOT NULL',
  all: 'true',
};

/** Alerts, newest first. */
export async function listAlerts(sql: Sql, wished: AlertsWished): Promise<AlertView[]> {
  const { world, state, rule, unit, asset, priority, from, to, before, limit } = wished;
  const { rows } = await sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a
     WHERE a.world = $1 AND ${states[state]} AND ($2::text IS NULL OR a.rule = $2)
       AND ($3::text IS NULL OR a.labels ->> 'unit' = $3) AND ($4::text IS NULL OR a.labels ->> 'asset' = $4)
       AND ($5::text IS NULL OR a.priority = $5) AND ($6::timestamptz IS NULL OR a.opened_at >= $6)
       AND ($7::timestamptz IS NULL OR a.opened_at < $7) AND ($8::bigint IS NULL OR a.id < $8)
     ORDER BY a.id DESC LIMIT $9`,
    [
      ...[world, rule ?? null, unit ?? null, asset ?? null, priority ?? null],
      ...[from ?? null, to ?? null, before ?? null, limit],
    ],
  );
  return rows.map(toAlertView);
}
