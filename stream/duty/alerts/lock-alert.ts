import { alertColumns, toAlertView, type AlertRow } from '#shared/store/alert-rows.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { AlertView } from '#shared/wire/duty.ts';

type Refused = { readonly refused: CommandAnswer<never> };

/** An open alert to act on, held until the transaction ends; or why not: somebody was there before, and who. */
export async function lockAlert(
  sql: Sql,
  { alert: id, expectedVersion }: { readonly alert: number; readonly expectedVersion: number },
): Promise<{ readonly alert: AlertView } | Refused> {
  const { rows } = await sql.query<AlertRow>(`SELECT ${alertColumns} FROM alerts a WHERE a.id = $1 FOR UPDATE`, [id]);
  const alert = rows[0] && toAlertView(rows[0]);
  if (!alert) return refuse('not-found', `there is no alert ${id}; vonglau alert list shows those that are open`);
  if (alert.closedAt !== null) return refuse('conflict', `alert ${id} is over since ${alert.closedAt}`);
  if (alert.version !== expectedVersion) {
    const message = `alert ${id} has changed meanwhile (${await lastChange(sql, alert)}); look at it again`;
    return refuse('conflict', message);
  }
  return { alert };
}

/** Who did what when to an alert last, in words. */
async function lastChange(sql: Sql, { id, version }: AlertView): Promise<string> {
  const { rows } = await sql.query<{ by: string; act: string; at: Date }>(
    `SELECT by, act, at FROM alert_acts WHERE alert = $1
     UNION ALL SELECT 'its rule', why, at FROM alert_transitions WHERE alert = $1 ORDER BY 3 DESC LIMIT 1`,
    [id],
  );
  const [last] = rows;
  return last ? `${last.by}: ${last.act}, ${last.at.toISOString()}` : `version ${version}`;
}

function refuse(code: 'not-found' | 'conflict', message: string): Refused {
  return { refused: { ok: false, code, message } };
}
