import type { ClientBase } from 'pg';
import { listDeltas, type RollUpDeltas } from '../kpi/roll-up.ts';
import type { Grain } from '../wire/counts.ts';

/** A row that is not what its events say: where, what they say, what stands there. */
export type Difference = { readonly where: string; readonly expected: string; readonly found: string };

type Row = { world: string; ms: number; unit: string; scope: string; metric: string; dim: string };

const absent = 'no row';

/** Which rows to compare: of one grain in `[fromMs, toMs)`, of the worlds that are open there. */
type Span = {
  readonly grain: Grain;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isOpen: (world: string) => boolean;
};

/** Compares the rows and histograms of a span with what was counted again. */
export async function compareRollUps(
  client: ClientBase,
  { grain, fromMs, toMs, isOpen }: Span,
  counted: RollUpDeltas,
): Promise<{ rows: number; differences: Difference[] }> {
  const range = [bound(grain, fromMs), bound(grain, toMs)];
  const key = `world, ${msOf(grain)} AS ms, unit, scope, metric, dim`;
  const expected = new Map<string, string>();
  for (const { series, bucketMs, n, sum, min, max, slots } of listDeltas(counted)) {
    if (!isOpen(series.world)) continue;
    const text = textOf({ ...series, ms: bucketMs });
    expected.set(text, `n ${n} sum ${sum} min ${min} max ${max}`);
    for (const [slot, held] of slots ?? []) if (held > 0) expected.set(`${text}\u0001${slot}`, `n ${held}`);
  }
  const differences: Difference[] = [];
  const check = (text: string, found: string): void => {
    const wanted = expected.get(text) ?? absent;
    expected.delete(text);
    if (wanted !== found) differences.push({ where: nameOf(grain, text), expected: wanted, found });
  };
  const rows = await client.query<Row & { n: number; sum: string; min: number; max: number }>(
    `SELECT ${key}, n, sum::text, min, max FROM rollup_${grain} WHERE bucket >= $1 AND bucket < $2`,
    range,
  );
  for (const row of rows.rows)
    if (isOpen(row.world)) check(textOf(row), `n ${row.n} sum ${row.sum} min ${row.min} max ${row.max}`);
  const slots = await client.query<Row & { slot: number; n: number }>(
    `SELECT ${key}, slot, n FROM histogram_${grain} WHERE bucket >= $1 AND bucket < $2 AND n <> 0`,
    range,
  );
  for (const row of slots.rows) if (isOpen(row.world)) check(`${textOf(row)}\u0001${row.slot}`, `n ${row.n}`);
  for (const [text, wanted] of expected)
    differences.push({ where: nameOf(grain, text), expected: wanted, found: absent });
  return { rows: rows.rows.length + slots.rows.length, differences };
}

function bound(grain: Grain, ms: number): string {
  const iso = new Date(ms).toISOString();
  return grain === 'day' ? iso.slice(0, 10) : iso;
}

function msOf(grain: Grain): string {
  return grain === 'day'
    ? `(extract(epoch FROM bucket) * 1000)::bigint`
    : `(extract(epoch FROM bucket AT TIME ZONE 'UTC') * 1000)::bigint`;
}

function textOf(row: Row): string {
  return [row.world, row.ms, row.unit, row.scope, row.metric, row.dim].join('\u0001');
}

function nameOf(grain: Grain, text: string): string {
  const [world, ms, unit, scope, metric, dim, slot] = text.split('\u0001');
  const place = [unit ? `unit ${unit}` : 'city', scope, dim, slot && `slot ${slot}`].filter(Boolean).join(' ');
  return `${grain} ${new Date(Number(ms)).toISOString()} ${world} ${metric} ${place}`;
}
