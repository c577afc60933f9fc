import type { BriefAlert } from '../brief/alarm-load.ts';
import type { Sql } from './sql.ts';

/** An alert of a brief's days, and what it is found by; its incident as it is now. */
export type BriefAlertRead = BriefAlert & { readonly id: number; readonly incident: number | null };

/** A span of a world, and the last frame judged. */
type Asked = { readonly world: string; readonly from: Date; readonly to: Date; readonly dutySeq: number };

/**
 * Alerts of a world that were open at any time of a span, as their changes up to a frame tell: what became of them later
 * changes nothing. Shelved before they were told, they came to nobody's desk.
 */
export async function readBriefAlerts(sql: Sql, { world, from, to, dutySeq }: Asked): Promise<BriefAlertRead[]> {
  const { rows } = await sql.query<BriefAlertRead>(
    `SELECT a.id, a.incident, a.rule, a.target, a.priority, a.rule_body->'name' AS name,
       (extract(epoch FROM a.opened_at) * 1000)::bigint AS "openedMs",
       (extract(epoch FROM told.at) * 1000)::bigint AS "toldMs", (extract(epoch FROM t.over) * 1000)::bigint AS "overMs",
       a.rule_body->'when'->>'kind' = 'absence' OR coalesce(t.condition = 'no_data', false) AS "isSilence"
     FROM alerts a
     CROSS JOIN LATERAL (
       SELECT max(at) FILTER (WHERE becomes->>'condition' = 'normal') AS over,
         min(at) FILTER (WHERE becomes->'suppression'->>'why' = 'none' AND becomes->>'condition' <> 'normal') AS told,
         (array_agg(becomes->>'condition' ORDER BY seq DESC) FILTER (WHERE becomes->>'condition' <> 'normal'))[1] AS condition
       FROM alert_transitions WHERE alert = a.id AND seq <= $4 AND at <= $3) t
     LEFT JOIN LATERAL (SELECT t.told AS at WHERE NOT EXISTS (
       SELECT FROM alert_acts s WHERE s.alert = a.id AND s.act IN ('shelved', 'maintenance') AND s.at <= t.told)) told ON true
     WHERE a.world = $1 AND a.opened_at < $3 AND a.opened_seq <= $4 AND (a.closed_at IS NULL OR a.closed_at >= $2)
     ORDER BY a.id`,
    [world, from, to, dutySeq],
  );
  return rows;
}
