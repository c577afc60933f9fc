import type { TimelineEntry } from '../wire/incident-commands.ts';
import type { Sql } from './sql.ts';

type Row = Pick<TimelineEntry, 'id' | 'by' | 'detail'> & { readonly at: Date };

/**
 * When alerts of an incident were put aside and when that ended, as lines for its timeline. Their ids are below zero, so that
 * no entry of its own has one of them.
 */
export async function listQuietSpans(sql: Sql, incident: number): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<Row>(
    `SELECT -d.id AS id, d.at, d.by, jsonb_build_object(
       'silenced', d.act, 'name', a.rule_body -> 'name', 'target', a.target, 'until', d.until, 'note', d.note) AS detail
     FROM alert_acts d JOIN alerts a ON a.id = d.alert
     WHERE a.incident = $1 AND d.act IN ('shelved', 'unshelved', 'maintenance', 'maintenance_over') ORDER BY d.at, d.id`,
    [incident],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString(), kind: 'alert' }));
}
