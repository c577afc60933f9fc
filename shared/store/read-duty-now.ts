import type pg from 'pg';
import type { AlertView, IncidentView } from '../wire/duty.ts';
import { inSnapshot } from './in-snapshot.ts';
import { readAlertViews } from './read-alert-views.ts';
import { readIncidentViews } from './read-incident-views.ts';

/** A world's alerts and incidents as they stood after a change: open ones, and those that were over since an instant. */
export async function readDutyNow(
  pool: pg.Pool,
  world: string,
  closedSince: Date,
): Promise<{ change: number; alerts: readonly AlertView[]; incidents: readonly IncidentView[] }> {
  return inSnapshot(pool, async (sql) => {
    const { rows } = await sql.query<{ change: number }>('SELECT change FROM duty_position');
    const alerts = await readAlertViews(sql, { world, closedSince });
    const incidents = await readIncidentViews(sql, { world, closedSince });
    return { change: rows[0]?.change ?? 0, alerts, incidents };
  });
}
