import type { Priority, Says } from '../wire/duty.ts';
import type { Sql } from './sql.ts';

/** Something of a day worth going to: an incident, or an alert of none that called for a person. */
export type DayMark = {
  readonly kind: 'incident' | 'alert';
  readonly id: number;
  readonly at: string;
  readonly priority: Priority;
  readonly title: Says;
};

type Row = Omit<DayMark, 'at' | 'title'> & { at: Date; vi: string; en: string };

/** What a world's stretch of time holds, in order of time; the most urgent where there is more than anybody looks at. */
export async function listDayMarks(
  sql: Sql,
  { world, fromMs, toMs, limit }: { world: string; fromMs: number; toMs: number; limit: number },
): Promise<DayMark[]> {
  const { rows } = await sql.query<Row>(
    `SELECT * FROM (
       SELECT * FROM (
         SELECT 'incident' AS kind, id, detected_at AS at, priority, title_vi AS vi, title_en AS en
         FROM incidents WHERE world = $1 AND detected_at >= $2 AND detected_at < $3
         UNION ALL
         SELECT 'alert', id, opened_at, priority, rule_body #>> '{name,vi}', rule_body #>> '{name,en}'
         FROM alerts WHERE world = $1 AND opened_at >= $2 AND opened_at < $3 AND incident IS NULL AND told IS NOT NULL
           AND told #>> '{suppression,why}' = 'none'
       ) AS every ORDER BY priority, at LIMIT $4
     ) AS chosen ORDER BY at, kind, id`,
    [world, new Date(fromMs), new Date(toMs), limit],
  );
  return rows.map(({ at, vi, en, ...mark }) => ({ ...mark, at: at.toISOString(), title: { vi, en } }));
}
