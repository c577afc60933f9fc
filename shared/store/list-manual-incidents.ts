import type { PastSpan } from './read-rule-past.ts';
import type { Sql } from './sql.ts';

/** An incident that a person opened, not a rule. */
export type ManualIncident = {
  readonly id: number;
  readonly title: { readonly vi: string; readonly en: string };
  readonly units: readonly string[];
  readonly assets: readonly string[];
  readonly occurredAt: Date;
  readonly detectedAt: Date;
};

/** Incidents of a world that persons opened in a span, in the order in which they did. */
export async function listManualIncidents(sql: Sql, { world, fromMs, toMs }: PastSpan): Promise<ManualIncident[]> {
  const { rows } = await sql.query<ManualIncident>(
    `SELECT id::int, json_build_object('vi', title_vi, 'en', title_en) AS title, units, assets,
            occurred_at AS "occurredAt", detected_at AS "detectedAt"
     FROM incidents
     WHERE world = $1 AND detected_at >= $2 AND detected_at < $3 AND channel <> 'rule' AND state <> 'merged'
     ORDER BY detected_at, id`,
    [world, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}
