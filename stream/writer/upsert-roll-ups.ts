import type { ClientBase } from 'pg';
import type { RollUpDeltas, RollUpKey } from '#shared/kpi/roll-up.ts';
import type { CountRow, Grain } from '#shared/wire/counts.ts';
import { numberArray, textArray } from './array-literal.ts';

// What LEAST and GREATEST leave alone: a withdrawal says nothing about min and max.
const noMin = '9223372036854775807';
const noMax = '-9223372036854775808';

/** Adds deltas to one grain's rows and returns the rows as they stand now, by world. */
export async function upsertRollUps(
  client: ClientBase,
  grain: Grain,
  deltas: RollUpDeltas,
): Promise<Map<string, CountRow[]>> {
  const changed = new Map<string, CountRow[]>();
  if (deltas.size === 0) return changed;
  const rows = [...deltas.values()];
  const type = grain === 'day' ? 'date' : 'timestamptz';
  const { rows: written } = await client.query<[string, ...CountRow]>({
    name: `upsert-${grain}`,
    rowMode: 'array',
    text: `INSERT INTO rollup_${grain} AS r (world, bucket, unit, scope, metric, dim, n, sum, min, max)
      SELECT * FROM unnest($1::text[], $2::${type}[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[])
      ON CONFLICT (world, bucket, unit, scope, metric, dim) DO UPDATE
      SET n = r.n + EXCLUDED.n, sum = r.sum + EXCLUDED.sum, min = LEAST(r.min, EXCLUDED.min), max = GREATEST(r.max, EXCLUDED.max)
      RETURNING world, '${grain}', ${bucketText(grain)}, unit, scope, metric, dim, n, sum, min, max`,
    values: [
      ...keyColumns(rows, grain),
      numberArray(rows.map(({ n }) => n)),
      numberArray(rows.map(({ sum }) => sum.toString())),
      numberArray(rows.map(({ min }) => (min === Infinity ? noMin : min))),
      numberArray(rows.map(({ max }) => (max === -Infinity ? noMax : max))),
    ],
  });
  for (const [world, ...row] of written) {
    const list = changed.get(world);
    if (list) list.push(row);
    else changed.set(world, [row]);
  }
  return changed;
}

/** Adds the deltas' distributions to one grain's histograms. */
export async function upsertHistograms(client: ClientBase, grain: Grain, deltas: RollUpDeltas): Promise<void> {
  const rows = [...deltas.values()].flatMap((delta) =>
    [...(delta.slots ?? [])].filter(([, n]) => n !== 0).map(([slot, n]) => ({ ...delta, slot, n })),
  );
  if (rows.length === 0) return;
  const type = grain === 'day' ? 'date' : 'timestamptz';
  await client.query({
    name: `upsert-histogram-${grain}`,
    text: `INSERT INTO histogram_${grain} AS h (world, bucket, unit, scope, metric, dim, slot, n)
      SELECT * FROM unnest($1::text[], $2::${type}[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[], $8::bigint[])
      ON CONFLICT (world, bucket, unit, scope, metric, dim, slot) DO UPDATE SET n = h.n + EXCLUDED.n`,
    values: [
      ...keyColumns(rows, grain),
      numberArray(rows.map(({ slot }) => slot)),
      numberArray(rows.map(({ n }) => n)),
    ],
  });
}

/** SQL for a bucket as `CountRow` writes it. */
export function bucketText(grain: Grain): string {
  return grain === 'day' ? 'bucket::text' : `to_char(bucket AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** A bucket's first instant as the database takes it for this grain. */
function bucketValue(grain: Grain, bucketMs: number): string {
  const iso = new Date(bucketMs).toISOString();
  return grain === 'day' ? iso.slice(0, 10) : iso;
}

/** The six key columns of rows as array parameters. */
export function keyColumns(rows: readonly RollUpKey[], grain: Grain): string[] {
  // A batch touches few buckets, and many rows in each.
  const buckets = new Map<number, string>();
  for (const { bucketMs } of rows) {
    if (!buckets.has(bucketMs)) buckets.set(bucketMs, bucketValue(grain, bucketMs));
  }
  return [
    rows.map(({ world }) => world),
    rows.map(({ bucketMs }) => buckets.get(bucketMs) ?? ''),
    rows.map(({ unit }) => unit),
    rows.map(({ scope }) => scope),
    rows.map(({ metric }) => metric),
    rows.map(({ dim }) => dim),
  ].map(textArray);
}
