import type pg from 'pg';
import type { Sql } from './sql.ts';

/** A source's events in `[fromMs, toMs)` by when they happened, at the assets its keys name. */
export type SourceHoursAsked = {
  readonly world: string;
  readonly source: string;
  readonly assets: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** One hour: how many events, and how long from their happening to their receipt. */
export type SourceHour = {
  readonly fromMs: number;
  readonly events: number;
  readonly meanLagMs: number;
  readonly maxLagMs: number;
};

const patienceMs = 2_500;

/**
 * Events of a source by the hour; null where counting them takes too long. There is no roll-up by source: each asset's own
 * stretch of the index is read, so who asks keeps assets times hours small.
 */
export async function readSourceHours(pool: pg.Pool, asked: SourceHoursAsked): Promise<SourceHour[] | null> {
  if (asked.assets.length === 0) return [];
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query('BEGIN READ ONLY');
    await client.query(`SET LOCAL statement_timeout = ${patienceMs}`);
    const hours = await countHours(client, asked);
    await client.query('COMMIT');
    return hours;
  } catch (error) {
    if ((error as { code?: string }).code !== queryCanceled) {
      isBroken = true;
      throw error;
    }
    await client.query('ROLLBACK');
    return null;
  } finally {
    client.release(isBroken);
  }
}

const queryCanceled = '57014';

async function countHours(sql: Sql, { world, source, assets, fromMs, toMs }: SourceHoursAsked): Promise<SourceHour[]> {
  const { rows } = await sql.query<SourceHour>(
    `SELECT (extract(epoch FROM date_trunc('hour', e.time)) * 1000)::bigint AS "fromMs", count(*) AS events,
       (extract(epoch FROM avg(e.received - e.time)) * 1000)::bigint AS "meanLagMs",
       (extract(epoch FROM max(e.received - e.time)) * 1000)::bigint AS "maxLagMs"
     FROM unnest($1::text[]) AS a(code) JOIN events e ON e.asset = a.code
     WHERE e.world = $2 AND e.time >= $3 AND e.time < $4
       AND (e.source = $5 OR starts_with(e.source, $5 || '/') OR starts_with(e.source, $5 || ':'))
     GROUP BY 1 ORDER BY 1`,
    [assets, world, new Date(fromMs), new Date(toMs), source],
  );
  return rows;
}
