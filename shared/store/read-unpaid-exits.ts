import { standingParkingEvents, type ParkingSpan } from './read-parking-hours.ts';
import type { Sql } from './sql.ts';

/** Who pays on foot pays before, who is sent a bill soon after. */
const aroundMs = 6 * 3_600_000;

/** How many cars left a site without a payment of their stay, and how many payments name no stay. */
export type UnpaidExits = { readonly site: string; readonly unpaid: number; readonly nameless: number };

/** Exits in a span whose stay has no payment from six hours before the span to six hours after it. */
export async function readUnpaidExits(sql: Sql, { world, sites, fromMs, toMs }: ParkingSpan): Promise<UnpaidExits[]> {
  const { rows } = await sql.query<UnpaidExits>(
    `WITH heard AS MATERIALIZED (
       SELECT e.asset, e.type, e.time, e.data->>'stayId' AS stay FROM events e
       WHERE ${standingParkingEvents} AND e.time >= $5 AND e.time < $6 AND e.type IN ('parking.exited', 'parking.paid')),
     paid AS (SELECT DISTINCT asset, stay FROM heard WHERE type = 'parking.paid' AND stay IS NOT NULL)
     SELECT h.asset AS site,
       count(*) FILTER (WHERE h.type = 'parking.exited' AND p.stay IS NULL) AS unpaid,
       count(*) FILTER (WHERE h.type = 'parking.paid' AND h.stay IS NULL) AS nameless
     FROM heard h LEFT JOIN paid p ON p.asset = h.asset AND p.stay = h.stay
     WHERE h.time >= $3 AND h.time < $4 GROUP BY h.asset`,
    [...[world, sites, new Date(fromMs), new Date(toMs)], ...[new Date(fromMs - aroundMs), new Date(toMs + aroundMs)]],
  );
  return rows;
}
