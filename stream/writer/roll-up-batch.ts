import type { ClientBase } from 'pg';
import { coarsen, keptByMinute, listDeltas, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { Series } from '#shared/kpi/series.ts';
import type { CountRow, Grain } from '#shared/wire/counts.ts';
import type { WriterMemory } from './batch.ts';
import { mendExtremes, type Extremes } from './mend-extremes.ts';
import { numberSeries } from './series-ids.ts';
import { bucketText, upsertHistograms, upsertRollUps, type WrittenRow } from './upsert-roll-ups.ts';

const grains = ['minute', 'hour', 'day'] as const;

/**
 * Writes a batch's minute deltas and what they add to hours and days; `withdrawn` are the rows (with their own deltas)
 * whose min and max must be read again. Returns the changed minutes and days of the city and its units as they stand
 * now, by world: what screens and rules read.
 */
export async function rollUpBatch(
  client: ClientBase,
  memory: WriterMemory,
  added: RollUpDeltas,
  withdrawn: RollUpDeltas,
): Promise<Map<string, CountRow[]>> {
  await numberSeries(client, memory.seriesIds, added);
  const at = (grain: Grain, deltas: RollUpDeltas): RollUpDeltas =>
    grain === 'minute' ? keptByMinute(deltas) : coarsen(deltas, grain, memory.calendar);
  const told = new Map<string, CountRow[]>();
  let deltas = listDeltas(at('minute', added));
  for (const [index, grain] of grains.entries()) {
    const following = grains[index + 1];
    // While the database writes one grain the next is summed here.
    const [rows, next] = await Promise.all([
      upsertRollUps(client, grain, deltas, { ids: memory.seriesIds, isTold: grain !== 'hour' }),
      following ? Promise.resolve(listDeltas(at(following, added))) : deltas,
    ]);
    await upsertHistograms(client, grain, deltas, memory.seriesIds);
    const left = withdrawn.size === 0 ? null : await mendExtremes(client, memory, grain, at(grain, withdrawn));
    const byId = new Map(deltas.map(({ series }) => [memory.seriesIds.get(series), series]));
    tell(told, grain, rows, byId, left);
    deltas = next;
  }
  return told;
}

function tell(
  told: Map<string, CountRow[]>,
  grain: Grain,
  rows: readonly WrittenRow[],
  byId: ReadonlyMap<number | undefined, Series>,
  left: ReadonlyMap<number, ReadonlyMap<Series, Extremes>> | null,
): void {
  for (const [id, bucketMs, n, sum, min, max] of rows) {
    const series = byId.get(id);
    if (series?.scope !== '') continue;
    let list = told.get(series.world);
    if (!list) told.set(series.world, (list = []));
    const { unit, metric, dim } = series;
    const held = left?.get(bucketMs)?.get(series) ?? { min, max };
    list.push([grain, bucketText(bucketMs, grain), unit, '', metric, dim, n, sum, held.min, held.max]);
  }
}
