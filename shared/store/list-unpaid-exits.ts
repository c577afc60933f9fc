import { aroundMs } from './read-parking-day.ts';
import type { EventPlace } from './read-latest-events.ts';
import type { Sql } from './sql.ts';
import { standingSql } from './standing-parking.ts';

/** A car that left without a payment of its stay: when, after how long, and where the event is. Neither its stay nor its plate. */
export type UnpaidExit = EventPlace & { readonly stayS: number };

/** Those of one site, in the order they left. Counted as `readParkingDay` counts them. */
export async function listUnpaidExits(
  sql: Sql,
  { world, site, fromMs, toMs, limit }: { world: string; site: string; fromMs: number; toMs: number; limit: number },
): Promise<UnpaidExit[]> {
  const { rows } = await sql.query<UnpaidExit>(
    `SELECT (extract(epoch FROM e.time) * 1000)::bigint AS "timeMs", e.seq, e.idx, (e.data->>'stayS')::float8 AS "stayS"
     FROM events e
     WHERE e.world = $1 AND e.asset = $2 AND e.type = 'parking.exited' AND e.time >= $3 AND e.time < $4 AND ${standingSql}
       AND e.data->>'stayId' NOT IN (
         SELECT e.data->>'stayId' FROM events e
         WHERE e.world = $1 AND e.asset = $2 AND e.type = 'parking.paid' AND e.time >= $5 AND e.time < $6
           AND e.data->>'stayId' IS NOT NULL AND ${standingSql})
     ORDER BY e.time, e.seq, e.idx LIMIT $7`,
    [
      ...[world, site, new Date(fromMs), new Date(toMs)],
      ...[new Date(fromMs - aroundMs), new Date(toMs + aroundMs), limit],
    ],
  );
  return rows;
}
