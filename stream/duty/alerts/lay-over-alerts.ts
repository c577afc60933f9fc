import { layOver, type Laid, type LaidOver, type OpenAlert } from '#shared/duty/lay-over.ts';
import { alertColumns, toAlertView, type AlertRow } from '#shared/store/alert-rows.ts';
import { listSilences } from '#shared/store/list-silences.ts';
import type { DueWork, TickedWorld } from '../due/due-work.ts';
import type { DutyTransaction } from '../transaction.ts';
import { noteActs, timeItself, type NotedAct } from './note-acts.ts';

/** What time and acts of persons do to alerts: see `shared/duty/lay-over.ts`. */
export const layOverAlerts: DueWork = async (tx, worlds) => {
  for (const world of worlds) await layOverWorld(tx, world);
};

/** The same for one world at an instant of it, after an act. */
export async function layOverWorld(tx: DutyTransaction, { world, now, isLate }: TickedWorld): Promise<void> {
  if (!(await isAnythingLaid(tx, world))) return;
  const silences = await listSilences(tx.sql, world);
  const isAny = silences.shelves.length + silences.windows.length > 0;
  const alerts = await readTouchable(tx, world, isAny);
  const laid = layOver({ nowMs: now.getTime(), isLate, alerts, ...silences }, tx.hours);
  await endSilences(tx, laid, now);
  await write(tx, world, laid.alerts);
}

/** Whether there is a silence, or an alert on which something lies. Most of the time there is nothing. */
async function isAnythingLaid({ sql }: DutyTransaction, world: string): Promise<boolean> {
  const { rows } = await sql.query<{ is: boolean }>(
    `SELECT EXISTS (SELECT FROM shelves WHERE world = $1 AND ended_at IS NULL)
       OR EXISTS (SELECT FROM maintenance_windows WHERE world = $1 AND ended_at IS NULL)
       OR EXISTS (SELECT FROM alerts WHERE world = $1 AND closed_at IS NULL
         AND (silencing IS NOT NULL OR acked_until IS NOT NULL OR is_late)) AS is`,
    [world],
  );
  return rows[0]?.is === true;
}

/** Open alerts that something may be laid over or taken off. */
async function readTouchable({ sql }: DutyTransaction, world: string, isAny: boolean): Promise<OpenAlert[]> {
  const { rows } = await sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a
     WHERE a.world = $1 AND a.closed_at IS NULL AND ($2 OR a.silencing IS NOT NULL OR a.acked_until IS NOT NULL OR a.is_late)
     ORDER BY a.id`,
    [world, isAny],
  );
  return rows.map(toAlertView);
}

async function endSilences({ sql }: DutyTransaction, laid: LaidOver, now: Date): Promise<void> {
  const { shelvesEnded, windowsEnded, shelvesUsed } = laid;
  if (shelvesUsed.length > 0)
    await sql.query('UPDATE shelves SET has_silenced = true WHERE id = ANY($1)', [shelvesUsed]);
  if (shelvesEnded.length > 0) {
    await sql.query('UPDATE shelves SET ended_at = $2, ended_by = $3 WHERE id = ANY($1)', [
      ...[shelvesEnded, now, timeItself],
    ]);
  }
  if (windowsEnded.length > 0) {
    await sql.query('UPDATE maintenance_windows SET ended_at = to_at, ended_by = $2 WHERE id = ANY($1)', [
      ...[windowsEnded, timeItself],
    ]);
  }
}

async function write(tx: DutyTransaction, world: string, laid: readonly Laid[]): Promise<void> {
  if (laid.length === 0) return;
  const rows = laid.map(({ id, expired, silencing, isToldLate = false }) => ({
    ...{ id, expired: expired !== undefined, told: isToldLate },
    ...{ moved: silencing !== undefined, silencing: silencing?.after ?? null },
  }));
  await tx.sql.query(
    `UPDATE alerts a SET version = a.version + 1, changed_at = $2,
       silencing = CASE WHEN t.moved THEN nullif(t.silencing, 'null') ELSE a.silencing END,
       is_late = a.is_late AND NOT t.told,
       acked_by = CASE WHEN NOT t.expired THEN a.acked_by END, acked_at = CASE WHEN NOT t.expired THEN a.acked_at END,
       acked_until = CASE WHEN NOT t.expired THEN a.acked_until END
     FROM jsonb_to_recordset($1) AS t (id bigint, expired boolean, told boolean, moved boolean, silencing jsonb)
     WHERE a.id = t.id`,
    [JSON.stringify(rows), tx.now],
  );
  await noteActs(
    tx,
    laid.flatMap((one) => actsOf(one, world)),
  );
}

function actsOf({ id: alert, expired, silencing, isToldLate }: Laid, world: string): NotedAct[] {
  const acts: NotedAct[] = [];
  const byTime = { alert, world, by: timeItself };
  if (isToldLate) acts.push({ ...byTime, act: 'late_announced' });
  if (expired !== undefined) acts.push({ ...byTime, act: 'expired', note: expired });
  if (silencing) {
    const { before, after } = silencing;
    if (after?.kind === 'shelved') acts.push({ alert, world, by: after.by, act: 'shelved', until: after.until });
    else if (after) acts.push({ ...byTime, act: 'maintenance', until: after.until });
    else acts.push({ ...byTime, act: before?.kind === 'maintenance' ? 'maintenance_over' : 'unshelved' });
  }
  return acts;
}
