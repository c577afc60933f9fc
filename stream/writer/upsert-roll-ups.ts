import type { ClientBase } from 'pg';
import type { RollUpDelta } from '#shared/kpi/roll-up.ts';
import type { Grain } from '#shared/wire/counts.ts';
import { numberArray, textArray } from './array-literal.ts';
import type { SeriesIds } from './series-ids.ts';

// What LEAST and GREATEST leave alone: a withdrawal says nothing about min and max.
const noMin = '9223372036854775807';
const noMax = '-9223372036854775808';

/** What a row holds after an upsert; `series` is its number. */
export type WrittenRow = readonly [series: number, bucketMs: number, n: number, sum: number, min: number, max: number];

/** Adds deltas to one grain's rows; returns the rows as they stand now where `isTold`. */
export async function upsertRollUps(
  client: ClientBase,
  grain: Grain,
  deltas: readonly RollUpDelta[],
  { ids, isTold }: { readonly ids: SeriesIds; readonly isTold: boolean },
): Promise<WrittenRow[]> {
  if (deltas.length === 0) return [];
  const { rows } = await client.query<[...WrittenRow]>({
    name: `upsert-${grain}`,
    rowMode: 'array',
    text: `INSERT INTO counts_${grain} AS r (series, bucket, n, sum, min, max)
      SELECT * FROM unnest($1::int[], $2::${bucketType(grain)}[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])
      ON CONFLICT (series, bucket) DO UPDATE
      SET n = r.n + EXCLUDED.n, sum = r.sum + EXCLUDED.sum, min = LEAST(r.min, EXCLUDED.min), max = GREATEST(r.max, EXCLUDED.max)
      ${isTold ? 'RETURNING series, extract(epoch FROM bucket)::float8 * 1000, n, sum, min, max' : ''}`,
    values: [
      ...keyColumns(deltas, grain, ids),
      numberArray(deltas.map(({ n }) => n)),
      numberArray(deltas.map(({ sum }) => sum.toString())),
      numberArray(deltas.map(({ min }) => (min === Infinity ? noMin : min))),
      numberArray(deltas.map(({ max }) => (max === -Infinity ? noMax : max))),
    ],
  });
  return rows;
}

/** Adds the deltas' distributions to one grain's histograms. */
export async function upsertHistograms(
  client: ClientBase,
  grain: Grain,
  deltas: readonly RollUpDelta[],
  ids: SeriesIds,
): Promise<void> {
  const rows = deltas.flatMap((delta) =>
    delta.slots === null ? [] : [...delta.slots].filter(([, n]) => n !== 0).map(([slot, n]) => ({ ...delta, slot, n })),
  );
  if (rows.length === 0) return;
  await client.query({
    name: `upsert-histogram-${grain}`,
    text: grain === 'day' ? upsertDistributions : upsertSlots(grain),
    values: [
      ...keyColumns(rows, grain, ids),
      numberArray(rows.map(({ slot }) => slot)),
      numberArray(rows.map(({ n }) => n)),
    ],
  });
}

function upsertSlots(grain: Exclude<Grain, 'day'>): string {
  return `INSERT INTO slots_${grain} AS h (series, bucket, slot, n)
    SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::smallint[], $4::bigint[])
    ON CONFLICT (series, bucket, slot) DO UPDATE SET n = h.n + EXCLUDED.n`;
}

/** A day's distribution is one row: what is added is laid over what stands there; slots withdrawn to nothing go. */
const upsertDistributions = `INSERT INTO slots_day AS d (series, bucket, slots, ns)
  SELECT series, bucket, array_agg(slot ORDER BY slot), array_agg(n ORDER BY slot)
  FROM unnest($1::int[], $2::date[], $3::smallint[], $4::bigint[]) AS added (series, bucket, slot, n) GROUP BY series, bucket
  ON CONFLICT (series, bucket) DO UPDATE SET (slots, ns) = (
    SELECT coalesce(array_agg(slot), '{}'), coalesce(array_agg(n), '{}') FROM (
      SELECT slot, coalesce(there.n, 0) + coalesce(more.n, 0) AS n FROM unnest(d.slots, d.ns) AS there (slot, n)
      FULL JOIN unnest(EXCLUDED.slots, EXCLUDED.ns) AS more (slot, n) USING (slot)
      WHERE coalesce(there.n, 0) + coalesce(more.n, 0) <> 0 ORDER BY slot) AS laid)`;

/** The SQL type of a grain's buckets. */
export function bucketType(grain: Grain): 'date' | 'timestamptz' {
  return grain === 'day' ? 'date' : 'timestamptz';
}

/** A bucket as `CountRow` and the database write it. */
export function bucketText(bucketMs: number, grain: Grain): string {
  const iso = new Date(bucketMs).toISOString();
  return grain === 'day' ? iso.slice(0, 10) : iso;
}

/** The two key columns of rows as array parameters. Throws when a series has no number yet. */
export function keyColumns(
  rows: readonly Pick<RollUpDelta, 'series' | 'bucketMs'>[],
  grain: Grain,
  ids: SeriesIds,
): [string, string] {
  // A batch touches few buckets, and many rows in each.
  const buckets = new Map<number, string>();
  const texts = rows.map(({ bucketMs }) => {
    let text = buckets.get(bucketMs);
    if (text === undefined) buckets.set(bucketMs, (text = bucketText(bucketMs, grain)));
    return text;
  });
  const numbers = rows.map(({ series }) => {
    const id = ids.get(series);
    if (id === undefined) throw new Error(`no number for the series ${series.metric} of ${series.unit || 'the city'}`);
    return id;
  });
  return [numberArray(numbers), textArray(texts)];
}
