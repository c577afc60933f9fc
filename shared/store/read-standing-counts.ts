import type pg from 'pg';
import type { CountedSeries } from './read-past-counts.ts';

/** What is counted of a world's days from its present one on: the city's rows and units', by civil day. */
export type WorldCounts = {
  readonly world: string;
  readonly fromDay: string;
  readonly rows: readonly (readonly [day: string, ...CountedRow])[];
};
type CountedRow = [unit: string, metric: string, dim: string, n: number, sum: number, min: number, max: number];

/** Counts as they stood after a frame of the log: of it all that counts is in them, and nothing of what came later. */
export type StandingCounts = {
  readonly stream: string;
  readonly seq: number;
  readonly worlds: readonly WorldCounts[];
};

type Row = [stream: string, seq: number, world: string | null, day: string, ...CountedRow];

/** Reads the counts of worlds from a civil day of each on, and the frame up to which the writer has counted, in one statement. */
export async function readStandingCounts(
  client: pg.Pool | pg.ClientBase,
  worlds: readonly { readonly world: string; readonly day: string }[],
): Promise<StandingCounts> {
  const { rows } = await client.query<Row>({
    rowMode: 'array',
    text: `SELECT p.stream, p.seq, r.* FROM writer_position p LEFT JOIN (
        SELECT s.world, c.bucket::text, s.unit, s.metric, s.dim, c.n, c.sum, c.min, c.max
        FROM unnest($1::text[], $2::date[]) AS w (world, day)
        JOIN series s ON s.world = w.world AND s.scope = ''
        JOIN counts_day c ON c.series = s.series AND c.bucket >= w.day) AS r ON true`,
    values: [worlds.map(({ world }) => world), worlds.map(({ day }) => day)],
  });
  const byWorld = Map.groupBy(rows, ([, , world]) => world);
  const [first] = rows;
  return {
    ...{ stream: first?.[0] ?? '', seq: first?.[1] ?? 0 },
    worlds: worlds.map(({ world, day: fromDay }) => ({
      ...{ world, fromDay },
      rows: (byWorld.get(world) ?? []).map(([, , , ...row]) => row),
    })),
  };
}

/** A world's rows day by day. */
export function countedByDay({ rows }: WorldCounts): Map<string, CountedSeries[]> {
  const days = new Map<string, CountedSeries[]>();
  for (const [day, unit, metric, dim, n, sum, min, max] of rows) {
    const known = days.get(day) ?? [];
    known.push({ unit, metric, dim, n, sum, min, max });
    days.set(day, known);
  }
  return days;
}
