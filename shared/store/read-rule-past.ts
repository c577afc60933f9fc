import type { ClientBase } from 'pg';
import type { AcceptedEvent } from '../events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';

/** What rules need of a world's past: types of events, and metrics with whether their distribution is asked for. */
export type RulePastAsked = {
  readonly world: string;
  readonly types: readonly string[];
  readonly metrics: readonly string[];
  readonly fromMs: number;
  readonly toMs: number;
};

/** A stored event with its place in the log; a row of a roll-up as it was in the end. */
export type PastEvent = { readonly seq: number; readonly event: AcceptedEvent };
export type PastRow = {
  readonly bucketMs: number;
  readonly unit: string;
  readonly scope: string;
  readonly metric: string;
  readonly dim: string;
  readonly n: number;
  readonly sum: number;
};

const fetchRows = 5_000;

/** The first and the last tick of a world between two instants; undefined where there is none. */
export async function readTickSpan(
  client: ClientBase,
  { world, fromMs, toMs }: Pick<RulePastAsked, 'world' | 'fromMs' | 'toMs'>,
): Promise<{ readonly firstMs: number; readonly lastMs: number } | undefined> {
  const { rows } = await client.query<{ first: Date | null; last: Date | null }>(
    `SELECT min(time) AS first, max(time) AS last FROM events
     WHERE world = $1 AND type = 'clock.tick' AND time >= $2 AND time < $3`,
    [world, new Date(fromMs), new Date(toMs)],
  );
  const [row] = rows;
  return row?.first && row.last ? { firstMs: row.first.getTime(), lastMs: row.last.getTime() } : undefined;
}

/** Events of an hour, or of any span, in the order of the log; withdrawn ones too: the fold knows what to do. */
export async function eachPastEvent(
  client: ClientBase,
  { world, types, fromMs, toMs }: Omit<RulePastAsked, 'metrics'>,
  use: (past: PastEvent) => void,
): Promise<void> {
  await client.query(
    `DECLARE past NO SCROLL CURSOR FOR SELECT ${eventColumns}, seq FROM events
     WHERE world = $1 AND type = ANY($2::text[]) AND time >= $3 AND time < $4 ORDER BY seq, idx`,
    [world, types, new Date(fromMs), new Date(toMs)],
  );
  for (;;) {
    const { rows } = await client.query<EventRow & { seq: number }>(`FETCH ${fetchRows} FROM past`);
    for (const { seq, ...row } of rows) use({ seq, event: toEvent(row) });
    if (rows.length < fetchRows) break;
  }
  await client.query('CLOSE past');
}

/** The roll-up rows of some metrics in a span, in the order of their buckets. */
export async function readPastRows(
  client: ClientBase,
  grain: 'minute' | 'hour',
  { world, metrics, fromMs, toMs }: Omit<RulePastAsked, 'types'>,
): Promise<PastRow[]> {
  const { rows } = await client.query<Omit<PastRow, 'bucketMs'> & { bucket: Date }>(
    `SELECT bucket, unit, scope, metric, dim, n, sum FROM rollup_${grain}
     WHERE world = $1 AND metric = ANY($2::text[]) AND bucket >= $3 AND bucket < $4 ORDER BY bucket`,
    [world, metrics, new Date(fromMs), new Date(toMs)],
  );
  return rows.map(({ bucket, ...row }) => ({ ...row, bucketMs: bucket.getTime() }));
}

/** Distributions beside those rows, by `bucket unit metric`; kept for the city and units, without labels. */
export async function readPastSlots(
  client: ClientBase,
  { world, metrics, fromMs, toMs }: Omit<RulePastAsked, 'types'>,
): Promise<Map<string, [slot: number, n: number][]>> {
  const slots = new Map<string, [number, number][]>();
  if (metrics.length === 0) return slots;
  const { rows } = await client.query<{ bucket: Date; unit: string; metric: string; slot: number; n: number }>(
    `SELECT bucket, unit, metric, slot, n FROM histogram_minute
     WHERE world = $1 AND metric = ANY($2::text[]) AND bucket >= $3 AND bucket < $4 AND scope = '' AND dim = ''`,
    [world, metrics, new Date(fromMs), new Date(toMs)],
  );
  for (const { bucket, unit, metric, slot, n } of rows) {
    const key = `${bucket.getTime()} ${unit} ${metric}`;
    const list = slots.get(key);
    if (list) list.push([slot, n]);
    else slots.set(key, [[slot, n]]);
  }
  return slots;
}
