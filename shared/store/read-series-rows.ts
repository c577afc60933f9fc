import type { Sql } from './sql.ts';
import type { PastSpan } from './read-rule-past.ts';

/** What a roll-up row is about. */
export type PastSeries = {
  readonly series: number;
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly dim: string;
};

/** A row of a roll-up as it was in the end. */
export type PastRow = { readonly series: number; readonly bucketMs: number; readonly n: number; readonly sum: number };

type Asked = Omit<PastSpan, 'world'> & { readonly series: readonly number[] };

/** Every series of some metrics in a world. */
export async function listSeries(
  sql: Sql,
  { world, metrics }: { readonly world: string; readonly metrics: readonly string[] },
): Promise<PastSeries[]> {
  const { rows } = await sql.query<PastSeries>(
    'SELECT series, unit, scope, metric, dim FROM series WHERE world = $1 AND metric = ANY($2::text[])',
    [world, metrics],
  );
  return rows;
}

/** The rows of some series in a span, in the order of their buckets. */
export async function readSeriesRows(
  sql: Sql,
  grain: 'minute' | 'hour',
  { series, fromMs, toMs }: Asked,
): Promise<PastRow[]> {
  if (series.length === 0) return [];
  const { rows } = await sql.query<PastRow>(
    `SELECT series, date_part('epoch', bucket) * 1000 AS "bucketMs", n, sum FROM counts_${grain}
     WHERE series = ANY($1::int[]) AND bucket >= $2 AND bucket < $3 ORDER BY bucket`,
    [series, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}

/** Distributions beside minute rows, by `bucket series`. */
export async function readSeriesSlots(
  sql: Sql,
  { series, fromMs, toMs }: Asked,
): Promise<Map<string, [slot: number, n: number][]>> {
  const slots = new Map<string, [number, number][]>();
  if (series.length === 0) return slots;
  const { rows } = await sql.query<{ series: number; bucket: Date; slot: number; n: number }>(
    `SELECT series, bucket, slot, n FROM slots_minute
     WHERE series = ANY($1::int[]) AND bucket >= $2 AND bucket < $3`,
    [series, new Date(fromMs), new Date(toMs)],
  );
  for (const { series: id, bucket, slot, n } of rows) {
    const key = `${bucket.getTime()} ${id}`;
    const list = slots.get(key);
    if (list) list.push([slot, n]);
    else slots.set(key, [[slot, n]]);
  }
  return slots;
}
