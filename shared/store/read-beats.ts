import type { Sql } from './sql.ts';

/** Whose signs of life: of each asset by its own interval, counted back from `toMs`; slot 0 is the newest. */
export type BeatsAsked = {
  readonly world: string;
  readonly assets: readonly { readonly asset: string; readonly intervalMs: number }[];
  /** Types of events that count as a sign of life. */
  readonly types: readonly string[];
  readonly toMs: number;
  readonly slots: number;
};

/** What was heard of an asset in one slot. A slot in which nothing was heard has no row. */
export type BeatRow = {
  readonly asset: string;
  readonly slot: number;
  readonly lastMs: number;
  /** Something said that it was not well. */
  readonly isUnwell: boolean;
  /** A planned fault began. */
  readonly isPlanned: boolean;
};

/**
 * Signs of life by slot. Looks at each asset's own stretch of the index, so it costs by what those assets sent in it and
 * not by what others did.
 */
export async function readBeats(sql: Sql, { world, assets, types, toMs, slots }: BeatsAsked): Promise<BeatRow[]> {
  if (assets.length === 0) return [];
  const longestMs = Math.max(...assets.map(({ intervalMs }) => intervalMs)) * slots;
  const { rows } = await sql.query<BeatRow>(
    `SELECT a.asset, b.* FROM unnest($1::text[], $2::bigint[]) AS a(asset, interval_ms)
     CROSS JOIN LATERAL (
       SELECT floor(extract(epoch FROM $3::timestamptz - e.time) * 1000 / a.interval_ms)::int AS slot,
         (extract(epoch FROM max(e.time)) * 1000)::bigint AS "lastMs",
         bool_or(e.data ->> 'healthy' = 'false' OR e.data ->> 'ok' = 'false'
           OR e.type LIKE '%.fault' AND e.data ->> 'planned' = 'false') IS TRUE AS "isUnwell",
         bool_or(e.type LIKE '%.fault' AND e.data ->> 'planned' = 'true') IS TRUE AS "isPlanned"
       FROM events e
       WHERE e.asset = a.asset AND e.world = $4 AND e.type = ANY($5::text[]) AND e.time > $6 AND e.time <= $3
         AND e.time > $3::timestamptz - a.interval_ms * $7::int * interval '1 millisecond'
       GROUP BY 1) b
     ORDER BY a.asset, b.slot`,
    [
      ...[assets.map(({ asset }) => asset), assets.map(({ intervalMs }) => intervalMs)],
      ...[new Date(toMs), world, types, new Date(toMs - longestMs), slots],
    ],
  );
  return rows;
}
