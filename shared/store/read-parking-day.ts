import type { SiteHour } from '../money/account/site-day.ts';
import type { Sql } from './sql.ts';
import { standingSql } from './standing-parking.ts';

/** Of which sites, and from when to before when: whole hours, counted from `fromMs`. */
export type ParkingSpan = {
  readonly world: string;
  readonly sites: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** Payments of a span's stays are looked for so far around it: who pays on foot pays before, who is sent a bill soon after. */
export const aroundMs = 6 * 3_600_000;

/** What the events of a span say: hour by hour, and of each site what of it does not fit. */
export type ParkingDay = { readonly hours: readonly SiteHour[]; readonly odd: readonly OddCount[] };

/** How many cars left a site without a payment of their stay (`unpaid`), or payments name no stay (`nameless`). */
export type OddCount = { readonly site: string; readonly what: 'unpaid' | 'nameless'; readonly n: number };

type Row = Omit<SiteHour, 'hour'> & { readonly hour: number | null };

/** Reads the sites' events that were not withdrawn, once for all that is asked of them: of every type, method and hour. */
export async function readParkingDay(sql: Sql, { world, sites, fromMs, toMs }: ParkingSpan): Promise<ParkingDay> {
  const { rows } = await sql.query<Row>(
    `WITH heard AS MATERIALIZED (
       SELECT e.asset AS site, e.type, floor(date_part('epoch', e.time - $3::timestamptz) / 3600)::int AS hour,
         CASE WHEN e.type IN ('parking.paid', 'parking.failed') THEN e.data->>'method' END AS method,
         CASE WHEN e.type = 'parking.paid' THEN (e.data->>'amountVnd')::bigint END AS vnd,
         CASE WHEN e.type IN ('parking.entered', 'parking.paid', 'parking.exited') THEN e.data->>'stayId' END AS stay,
         e.time >= $3::timestamptz AND e.time < $4 AS within
       FROM events e WHERE e.world = $1 AND e.asset = ANY($2) AND e.time >= $5 AND e.time < $6
         AND (e.type = 'parking.paid' OR (e.time >= $3::timestamptz AND e.time < $4)) AND ${standingSql}),
     stays AS (
       SELECT site, count(*) FILTER (WHERE within AND type = 'parking.exited') AS exits,
         bool_or(type = 'parking.paid') AND stay IS NOT NULL AS paid, stay IS NOT NULL AS named,
         min(hour) FILTER (WHERE within) AS first
       FROM heard WHERE type IN ('parking.entered', 'parking.paid', 'parking.exited') GROUP BY site, stay)
     SELECT site, hour, type, method, count(*) AS n, coalesce(sum(vnd), 0)::bigint AS "amountVnd"
     FROM heard WHERE within GROUP BY 1, 2, 3, 4
     UNION ALL
     SELECT site, first, 'session', NULL, count(*), 0 FROM stays WHERE named AND first IS NOT NULL GROUP BY 1, 2
     UNION ALL
     SELECT site, NULL, 'unpaid', NULL, sum(exits)::bigint, 0 FROM stays WHERE exits > 0 AND NOT paid GROUP BY 1
     UNION ALL
     SELECT site, NULL, 'nameless', NULL, count(*), 0 FROM heard
     WHERE within AND type = 'parking.paid' AND stay IS NULL GROUP BY 1`,
    [...[world, sites, new Date(fromMs), new Date(toMs)], ...[new Date(fromMs - aroundMs), new Date(toMs + aroundMs)]],
  );
  const hours: SiteHour[] = [];
  const odd: OddCount[] = [];
  for (const { hour, ...row } of rows) {
    if (hour !== null) hours.push({ ...row, hour });
    else odd.push({ site: row.site, what: row.type as OddCount['what'], n: row.n });
  }
  return { hours, odd };
}
