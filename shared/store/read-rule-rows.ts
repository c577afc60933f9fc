import type { RuleRow } from '../rules/input.ts';
import type { Sql } from './sql.ts';

/** A world's rows from a bucket on, as rules ask for them; of `distributed` metrics with their distributions. */
export type RuleRowsAsked = {
  readonly world: string;
  readonly metrics: readonly string[];
  readonly distributed: readonly string[];
  readonly minutesFrom: Date;
  readonly hoursFrom: Date;
};

type Row = {
  grain: 'minute' | 'hour';
  bucket: Date;
  unit: string;
  scope: string;
  metric: string;
  dim: string;
  n: number;
  sum: number;
};

/** Minute and hour rows, in the order of their buckets. */
export async function readRuleRows(sql: Sql, asked: RuleRowsAsked): Promise<RuleRow[]> {
  const { world, metrics, minutesFrom, hoursFrom } = asked;
  if (metrics.length === 0) return [];
  const { rows } = await sql.query<Row>(
    `SELECT 'minute' AS grain, bucket, unit, scope, metric, dim, n, sum FROM rollup_minute
     WHERE world = $1 AND metric = ANY($2::text[]) AND bucket >= $3
     UNION ALL SELECT 'hour', bucket, unit, scope, metric, dim, n, sum FROM rollup_hour
     WHERE world = $1 AND metric = ANY($2::text[]) AND bucket >= $4 ORDER BY 2`,
    [world, metrics, minutesFrom, hoursFrom],
  );
  const slots = await readRuleSlots(sql, { world, metrics: asked.distributed, from: minutesFrom });
  return rows.map(({ grain, bucket, unit, scope, metric, dim, n, sum }) => {
    const row = [grain, bucket.toISOString(), unit, scope, metric, dim, n, sum, 0, 0] as const;
    const known = grain === 'minute' && scope === '' && dim === '' && slots.get(slotsName(row[1], unit, metric));
    return known ? { row, slots: known } : { row };
  });
}

/** A distribution: how many fell into each slot. */
export type Slots = readonly (readonly [slot: number, n: number])[];

/** By what distributions are found. */
export function slotsName(bucket: string, unit: string, metric: string): string {
  return `${bucket} ${unit} ${metric}`;
}

/** Distributions by minute, of the city and units, without labels. */
export async function readRuleSlots(
  sql: Sql,
  { world, metrics, from }: { readonly world: string; readonly metrics: readonly string[]; readonly from: Date },
): Promise<ReadonlyMap<string, Slots>> {
  const slots = new Map<string, [number, number][]>();
  if (metrics.length === 0) return slots;
  const { rows } = await sql.query<{ bucket: Date; unit: string; metric: string; slot: number; n: number }>(
    `SELECT bucket, unit, metric, slot, n FROM histogram_minute
     WHERE world = $1 AND metric = ANY($2::text[]) AND bucket >= $3 AND scope = '' AND dim = '' ORDER BY slot`,
    [world, metrics, from],
  );
  for (const { bucket, unit, metric, slot, n } of rows) {
    const name = slotsName(bucket.toISOString(), unit, metric);
    const known = slots.get(name);
    if (known) known.push([slot, n]);
    else slots.set(name, [[slot, n]]);
  }
  return slots;
}
