import type { ClientBase } from 'pg';
import { listDeltas, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { Series } from '#shared/kpi/series.ts';
import { textArray } from './array-literal.ts';

/** The numbers of the series met so far. Forgotten when a transaction fails: what it gave out is not there. */
export type SeriesIds = Map<Series, number>;

const columns = ['world', 'unit', 'scope', 'metric', 'dim'] as const;

/** Looks up, or gives out, the numbers of all series of some deltas; asks only for those not met before. */
export async function numberSeries(client: ClientBase, ids: SeriesIds, deltas: RollUpDeltas): Promise<void> {
  const unknown = new Set(listDeltas(deltas).map(({ series }) => series));
  for (const series of unknown) if (ids.has(series)) unknown.delete(series);
  const find = async (): Promise<void> => {
    if (unknown.size === 0) return;
    const asked = [...unknown];
    const { rows } = await client.query<{ series: number; at: number }>(
      `SELECT s.series, k.at FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
         WITH ORDINALITY AS k (world, unit, scope, metric, dim, at) JOIN series s USING (world, unit, scope, metric, dim)`,
      columnsOf(asked),
    );
    for (const { series: id, at } of rows) {
      const series = asked[at - 1];
      if (!series) continue;
      ids.set(series, id);
      unknown.delete(series);
    }
  };
  await find();
  if (unknown.size === 0) return;
  await client.query(
    `INSERT INTO series (world, unit, scope, metric, dim)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])`,
    columnsOf([...unknown]),
  );
  await find();
}

function columnsOf(series: readonly Series[]): string[] {
  return columns.map((name) => textArray(series.map((one) => one[name])));
}
