import type { ClientBase } from 'pg';
import type { CountedDay, DayRange, ReceiptOwner } from '#shared/wire/receipts.ts';
import { liesUnder } from './source-filter.ts';

/** What was counted per civil day of receipt; days on which nothing was received are left out. */
export async function readDays(
  client: ClientBase,
  { world, source }: ReceiptOwner,
  { from, to }: DayRange,
): Promise<CountedDay[]> {
  const { rows } = await client.query<CountedDay>(
    `WITH tallied AS (
       SELECT day, sum(accepted)::bigint AS received, sum(counted)::bigint AS counted, sum(repeated)::bigint AS repeated,
         sum(conflicts)::bigint AS conflicting, sum(poison)::bigint AS poison, sum(closed)::bigint AS closed
       FROM receipts WHERE world = $1 AND ${liesUnder('source', '$2')} AND day BETWEEN $3::date AND $4::date GROUP BY day
     ), voids AS (
       SELECT (f.at AT TIME ZONE p.time_zone)::date AS day, count(*) AS void FROM findings f, writer_position p
       WHERE f.found = 'void' AND f.at BETWEEN $3::date - 1 AND $4::date + 2
         AND f.world = $1 AND ${liesUnder('f.source', '$2')}
       GROUP BY 1
     )
     SELECT t.day::text, t.received, t.counted, t.repeated, t.conflicting, t.poison, t.closed, coalesce(v.void, 0) AS void
     FROM tallied t LEFT JOIN voids v USING (day) ORDER BY t.day`,
    [world, source, from, to],
  );
  return rows;
}
