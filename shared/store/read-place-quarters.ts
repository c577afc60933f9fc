import type { Sql } from './sql.ts';

/** Whose quarter hours: units' rows by the minute, in some spans of milliseconds. */
export type QuartersAsked = {
  readonly world: string;
  readonly units: readonly string[];
  readonly metrics: readonly string[];
  readonly spans: readonly { readonly fromMs: number; readonly toMs: number }[];
};

/** What a unit counted of a metric in the quarter hour that begins at `bucketMs`. */
export type UnitQuarter = {
  readonly unit: string;
  readonly metric: string;
  readonly bucketMs: number;
  readonly n: number;
  readonly sum: number;
};

/** Minute rows of units, added up to quarter hours; those without events have no row. */
export async function readPlaceQuarters(
  sql: Sql,
  { world, units, metrics, spans }: QuartersAsked,
): Promise<UnitQuarter[]> {
  if (units.length === 0 || spans.length === 0) return [];
  const { rows } = await sql.query<UnitQuarter>(
    `SELECT s.unit, s.metric, (extract(epoch FROM time_bucket('15 minutes', c.bucket)) * 1000)::bigint AS "bucketMs",
       sum(c.n)::bigint AS n, sum(c.sum)::bigint AS sum
     FROM series s CROSS JOIN unnest($4::timestamptz[], $5::timestamptz[]) AS r(from_at, to_at)
     JOIN counts_minute c ON c.series = s.series AND c.bucket >= r.from_at AND c.bucket < r.to_at
     WHERE s.world = $1 AND s.metric = ANY($2::text[]) AND s.unit = ANY($3::text[]) AND s.scope = '' AND s.dim = ''
       AND c.bucket >= $6 AND c.bucket < $7
     GROUP BY 1, 2, 3`,
    [world, metrics, units, ...spansOf(spans)],
  );
  return rows;
}

/** Beginnings and ends of spans, and the first and last instant, told apart so that only their chunks are opened. */
export function spansOf(spans: QuartersAsked['spans']): unknown[] {
  const [from, to] = [spans.map(({ fromMs }) => fromMs), spans.map(({ toMs }) => toMs)];
  const instants = (list: readonly number[]): Date[] => list.map((ms) => new Date(ms));
  return [instants(from), instants(to), new Date(Math.min(...from)), new Date(Math.max(...to))];
}
