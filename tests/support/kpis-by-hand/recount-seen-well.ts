import type pg from 'pg';
import type { ByHand } from './recount-counts.ts';
import { handParameters, standingSql, type HandAsked } from './standing.ts';

/** The hours of every service point of the cities that are recounted, and in them the whole ones. */
const opening = 'Mo-Fr 08:00-12:00,13:30-17:00';
const isOpen = `extract(hour FROM local) IN (8, 9, 10, 11, 14, 15, 16) AND CASE
  WHEN local::date IN (SELECT date FROM calendar_days WHERE kind = 'holiday') THEN false
  WHEN local::date IN (SELECT date FROM calendar_days WHERE kind = 'compensatory_work') THEN true
  ELSE extract(isodow FROM local) < 6 END`;

/** Milliseconds in which kiosks, or systems, were seen well, at most all, and those in which they ought to have been. */
export async function recountSeenWell(
  db: pg.Client,
  what: 'kiosk' | 'system',
  { asOf, ...asked }: HandAsked & { readonly asOf: string },
): Promise<ByHand> {
  const [type, field, kinds, open] =
    what === 'kiosk'
      ? ['kiosk.heartbeat', 'healthy', `'kiosk', 'robot'`, isOpen]
      : ['link.checked', 'ok', `'system'`, 'true'];
  if (what === 'kiosk') await checkOpening(db);
  const hours = `generate_series($2::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh',
    least($3::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh', date_trunc('hour', $6::timestamptz)) - interval '1 hour', '1 hour')`;
  const { rows } = await db.query<{ unit: string; num: number; den: number }>(
    `WITH ${standingSql([type])}, well AS (
       SELECT unit, sum((data->>'coversS')::bigint * 1000) AS ms FROM standing
       WHERE data->>'${field}' = 'true' AND ${open} AND time < date_trunc('hour', $6::timestamptz)
         AND NOT (${asked.without ?? 'false'}) GROUP BY unit),
     hours AS MATERIALIZED (
       SELECT h AS time, h AT TIME ZONE 'Asia/Ho_Chi_Minh' AS local FROM ${hours} h
       WHERE h >= (SELECT date_trunc('hour', min(e.time)) FROM events e WHERE e.world = $1 AND e.type = '${type}')),
     ought AS (
       SELECT a.unit, count(*) * 3600000 AS ms
       FROM assets a JOIN hours ON time >= a.valid_from AND (a.valid_to IS NULL OR time < a.valid_to)
       WHERE a.kind IN (${kinds}) AND ${open} AND NOT (${asked.without ?? 'false'})
       GROUP BY a.unit)
     SELECT coalesce(unit, '') AS unit, least(coalesce(sum(w.ms), 0), sum(o.ms))::bigint AS num, sum(o.ms)::bigint AS den
     FROM ought o LEFT JOIN well w USING (unit) GROUP BY GROUPING SETS ((unit), ())`,
    [...handParameters(asked), asOf],
  );
  return new Map(rows.map(({ unit, ...pair }) => [unit, pair]));
}

async function checkOpening(db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ code: string; opening: string | null }>(
    "SELECT code, opening FROM assets WHERE kind = 'point' AND opening IS DISTINCT FROM $1",
    [opening],
  );
  if (rows[0]) throw new Error(`${rows[0].code} is open ${rows[0].opening ?? 'always'}: teach the recount that`);
}
