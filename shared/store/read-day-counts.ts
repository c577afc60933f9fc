import type { CountRow } from '../wire/counts.ts';
import type { Sql } from './sql.ts';

/** A world's roll-ups of one civil day, of the city and of units, as they stood after commit number `commit`. */
export type DayCountsRead = {
  readonly commit: number;
  /** The log the writer counts; '' before its first start. */
  readonly stream: string;
  /** Seconds since the writer last committed, by the database's clock; null before its first start. */
  readonly ageS: number | null;
  readonly rows: readonly CountRow[];
};

type Row = {
  commit: number | null;
  stream: string | null;
  age_s: number | null;
  unit: string | null;
  metric: string;
  dim: string;
  n: number;
  sum: number;
  min: number;
  max: number;
};

/** Reads rows and commit number in one statement, hence of one moment. */
export async function readDayCounts(sql: Sql, world: string, day: string): Promise<DayCountsRead> {
  const { rows } = await sql.query<Row>(
    `SELECT p.commit, p.stream, extract(epoch FROM now() - p.committed_at)::float8 AS age_s,
            r.unit, r.metric, r.dim, r.n, r.sum, r.min, r.max
     FROM (SELECT) AS once
     LEFT JOIN writer_position p ON true
     LEFT JOIN rollup_day r ON r.world = $1 AND r.bucket = $2::date AND r.scope = ''`,
    [world, day],
  );
  const [first] = rows;
  return {
    commit: first?.commit ?? 0,
    stream: first?.stream ?? '',
    ageS: first?.age_s ?? null,
    rows: rows.flatMap(({ unit, metric, dim, n, sum, min, max }): CountRow[] =>
      unit === null ? [] : [['day', day, unit, '', metric, dim, n, sum, min, max]],
    ),
  };
}
