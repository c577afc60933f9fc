import type { Traffic } from '../money/account/site-day.ts';
import type { ParkingSpan } from './read-parking-day.ts';
import type { Sql } from './sql.ts';

/** How many cars came to a site and left it on a day, and what they paid, by the roll-ups. */
export type SiteTraffic = { readonly site: string } & Omit<Traffic, 'cashPayments' | 'sessions'>;

/** Of the sites that counted any of it. */
export async function readParkingTraffic(
  sql: Sql,
  { world, sites, day }: Pick<ParkingSpan, 'world' | 'sites'> & { readonly day: string },
): Promise<SiteTraffic[]> {
  const { rows } = await sql.query<SiteTraffic>(
    `SELECT s.scope AS site,
       coalesce(sum(c.n) FILTER (WHERE s.metric = 'parking.entered'), 0)::bigint AS entered,
       coalesce(sum(c.n) FILTER (WHERE s.metric = 'parking.stay_ms'), 0)::bigint AS exited,
       coalesce(sum(c.n) FILTER (WHERE s.metric = 'parking.paid_vnd'), 0)::bigint AS payments,
       coalesce(sum(c.sum) FILTER (WHERE s.metric = 'parking.paid_vnd'), 0)::bigint AS "paidVnd",
       coalesce(sum(c.n) FILTER (WHERE s.metric = 'parking.failed'), 0)::bigint AS failed
     FROM series s JOIN counts_day c ON c.series = s.series AND c.bucket = $3::date
     WHERE s.world = $1 AND s.metric IN ('parking.entered', 'parking.stay_ms', 'parking.paid_vnd', 'parking.failed')
       AND s.scope = ANY($2) AND s.dim = ''
     GROUP BY 1`,
    [world, sites, day],
  );
  return rows;
}
