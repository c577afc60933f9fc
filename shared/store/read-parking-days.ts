import type { Sql } from './sql.ts';

/** What was paid at a site on a civil day, by the roll-ups. */
export type ParkingDayRow = {
  readonly site: string;
  readonly day: string;
  readonly payments: number;
  readonly amountVnd: number;
};

/** Payments by site and day, from one civil day to before another. */
export async function readParkingDays(
  sql: Sql,
  { world, from, to }: { world: string; from: string; to: string },
): Promise<ParkingDayRow[]> {
  const { rows } = await sql.query<ParkingDayRow>(
    `SELECT s.scope AS site, c.bucket::text AS day, sum(c.n)::bigint AS payments, sum(c.sum)::bigint AS "amountVnd"
     FROM series s JOIN counts_day c USING (series)
     WHERE s.world = $1 AND s.metric = 'parking.paid_vnd' AND s.scope <> '' AND s.dim = ''
       AND c.bucket >= $2::date AND c.bucket < $3::date AND c.n > 0
     GROUP BY 1, 2`,
    [world, from, to],
  );
  return rows;
}
