import type pg from 'pg';
import { handParameters, standingSql, type HandAsked } from './standing.ts';

/*
 * What the pages of promises say, said anew in SQL over raw events, without anything of their own code.
 */

const direct = `data->>'channel' = 'counter' AND data->>'level' IS NOT NULL`;

/** Units by their share of records that came online: the rank of each, and what it is of. */
export async function rankByHand(db: pg.Client, asked: HandAsked) {
  const { rows } = await db.query<{ unit: string; num: number; den: number; rank: number }>(
    `WITH ${standingSql(['record.submitted'])}, counted AS (
       SELECT unit, count(*) FILTER (WHERE data->>'channel' = 'online') AS num, count(*) AS den
       FROM standing WHERE data->>'level' IS NOT NULL GROUP BY unit)
     SELECT unit, num::int, den::int, (rank() OVER (ORDER BY num::numeric / den DESC))::int AS rank FROM counted ORDER BY rank, unit`,
    handParameters(asked),
  );
  return rows;
}

/** By procedure: how many came online or to a counter, how many of them to a counter, and their share of all those. */
export async function bottlenecksByHand(db: pg.Client, asked: HandAsked) {
  const { rows } = await db.query<{ procedure: string; whole: number; held: number; ofHeld: number }>(
    `WITH ${standingSql(['record.submitted'])}
     SELECT data->>'procedure' AS procedure, count(*)::int AS whole, count(*) FILTER (WHERE ${direct})::int AS held,
       (count(*) FILTER (WHERE ${direct}))::float8 / sum(count(*) FILTER (WHERE ${direct})) OVER ()::float8 AS "ofHeld"
     FROM standing WHERE data->>'level' IS NOT NULL AND data->>'channel' IN ('online', 'counter')
     GROUP BY 1 ORDER BY 3 DESC, (data->>'procedure') COLLATE "C"`,
    handParameters(asked),
  );
  return rows;
}

/** Records that one unit took at its counters, the newest first. */
export async function directByHand(db: pg.Client, unit: string, asked: HandAsked): Promise<string[]> {
  const { rows } = await db.query<{ record: string }>(
    `WITH ${standingSql(['record.submitted'])}
     SELECT data->>'recordId' AS record FROM standing WHERE unit = $6 AND ${direct} ORDER BY time DESC, 1`,
    [...handParameters(asked), unit],
  );
  return rows.map(({ record }) => record);
}

/** Milliseconds in which a probe found each connected system not working. */
export async function downByHand(db: pg.Client, asked: HandAsked): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ asset: string; ms: number }>(
    `WITH ${standingSql(['link.checked'])}
     SELECT asset, (coalesce(sum((data->>'coversS')::int) FILTER (WHERE data->>'ok' = 'false'), 0) * 1000)::bigint AS ms
     FROM standing GROUP BY asset`,
    handParameters(asked),
  );
  return new Map(rows.map(({ asset, ms }) => [asset, ms]));
}

/** How long the records of one unit took from submission to completion, where nothing was between: how many, and together. */
export async function straightByHand(db: pg.Client, unit: string, asked: HandAsked) {
  const { rows } = await db.query<{ n: number; ms: number }>(
    `WITH ${standingSql(['record.submitted', 'record.returned', 'record.completed'])}, moves AS (
       SELECT type, time, lag(type) OVER record AS before, lag(time) OVER record AS since FROM standing WHERE unit = $6
       WINDOW record AS (PARTITION BY asset, data->>'recordId' ORDER BY time))
     SELECT count(*)::int AS n, coalesce(sum(extract(epoch FROM time - since) * 1000), 0)::bigint AS ms FROM moves
     WHERE type = 'record.completed' AND before = 'record.submitted'`,
    [...handParameters(asked), unit],
  );
  return rows[0];
}
