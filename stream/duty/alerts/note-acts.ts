import type { AlertAct } from '#shared/wire/alert-commands.ts';
import type { DutyTransaction } from '../transaction.ts';

/** Who does what time does by itself. */
export const timeItself = 'process:duty';

/** What was done to an alert. */
export type NotedAct = {
  readonly alert: number;
  readonly world: string;
  readonly by: string;
  readonly act: AlertAct;
  readonly until?: Date | string | null;
  readonly note?: string | null | undefined;
};

/** Writes what was done to alerts, and notes them as changed. */
export async function noteActs(tx: DutyTransaction, acts: readonly NotedAct[]): Promise<void> {
  if (acts.length === 0) return;
  const rows = acts.map(({ alert, world, by, act, until = null, note = null }) => {
    tx.noteAlert(alert);
    return { alert, at: tx.nowOf(world), by, act, until, note };
  });
  await tx.sql.query(
    `INSERT INTO alert_acts (alert, at, real_at, by, act, until, note)
     SELECT t.alert, t.at, $2, t.by, t.act, t.until, t.note
     FROM jsonb_to_recordset($1) AS t (alert bigint, at timestamptz, by text, act text, until timestamptz, note text)`,
    [JSON.stringify(rows), tx.now],
  );
}
