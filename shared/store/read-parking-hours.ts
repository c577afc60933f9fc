import type { SiteHour } from '../money/account/site-day.ts';
import type { Sql } from './sql.ts';

/** Of which sites, and from when to before when; hours are counted from `fromMs`. */
export type ParkingSpan = {
  readonly world: string;
  readonly sites: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** The site's events that were not withdrawn; `e` is their alias. Their site's index finds them, a day's chunk at a time. */
export const standingParkingEvents = `e.world = $1 AND e.asset = ANY($2) AND NOT EXISTS (
  SELECT FROM voids v WHERE v.applied AND v.asset = e.asset AND v.key =
    left(encode(sha256(convert_to(concat_ws(E'\\n', e.world, e.source, e.id), 'UTF8')), 'hex'), 32)::uuid)`;

/** What was heard of parking sites hour by hour, of every type and method, from the events themselves. */
export async function readParkingHours(sql: Sql, { world, sites, fromMs, toMs }: ParkingSpan): Promise<SiteHour[]> {
  const { rows } = await sql.query<SiteHour>(
    `SELECT e.asset AS site, floor(extract(epoch FROM e.time - $3::timestamptz) / 3600)::int AS hour, e.type,
       CASE WHEN e.type IN ('parking.paid', 'parking.failed') THEN e.data->>'method' END AS method, count(*) AS n,
       coalesce(sum(CASE WHEN e.type = 'parking.paid' THEN (e.data->>'amountVnd')::bigint END), 0)::bigint AS "amountVnd"
     FROM events e WHERE ${standingParkingEvents} AND e.time >= $3::timestamptz AND e.time < $4
     GROUP BY 1, 2, 3, 4`,
    [world, sites, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}
