import type { Priority } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** An alert that came to the desk, once, when it was first announced. */
export type AnnouncementRow = { readonly id: number; readonly priority: Priority; readonly at: string };

/**
 * Alerts of a world first announced after `from` and up to `to` (its time): open, with neither a rule nor a shelf nor planned
 * work keeping them quiet. In the order in which they came.
 */
export async function readAnnouncements(sql: Sql, world: string, from: Date, to: Date): Promise<AnnouncementRow[]> {
  const { rows } = await sql.query<{ id: string; priority: Priority; at: Date }>(
    `SELECT a.id, a.priority, told.at
     FROM alerts a
     CROSS JOIN LATERAL (
       SELECT min(t.at) AS at FROM alert_transitions t
       WHERE t.alert = a.id AND t.becomes->'suppression'->>'why' = 'none' AND t.becomes->>'condition' <> 'normal'
     ) told
     WHERE a.world = $1 AND told.at > $2 AND told.at <= $3
       AND (a.closed_at IS NULL OR a.closed_at > $2) AND a.opened_at <= $3
       AND NOT EXISTS (
         SELECT FROM alert_acts s WHERE s.alert = a.id AND s.act IN ('shelved', 'maintenance') AND s.at <= told.at
       )
     ORDER BY told.at, a.id`,
    [world, from, to],
  );
  return rows.map(({ id, priority, at }) => ({ id: Number(id), priority, at: at.toISOString() }));
}
