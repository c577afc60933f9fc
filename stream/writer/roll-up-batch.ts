import type { ClientBase } from 'pg';
import { coarsen, keptByMinute, keyText, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow, Grain } from '#shared/wire/counts.ts';
import { mendExtremes, type Extremes } from './mend-extremes.ts';
import { upsertHistograms, upsertRollUps } from './upsert-roll-ups.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const grains = ['minute', 'hour', 'day'] as const;

/**
 * Writes a batch's minute deltas and what they add to hours and days; `withdrawn` are the keys (with their own deltas)
 * whose min and max must be read again. Returns every changed row as it stands now, by world.
 */
export async function rollUpBatch(
  client: ClientBase,
  calendar: CivilCalendar,
  added: RollUpDeltas,
  withdrawn: RollUpDeltas,
): Promise<Map<string, CountRow[]>> {
  const at = (grain: Grain, deltas: RollUpDeltas): RollUpDeltas =>
    grain === 'minute' ? keptByMinute(deltas) : coarsen(deltas, grain, calendar);
  const written: Map<string, CountRow[]>[] = [];
  let deltas = at('minute', added);
  for (const [index, grain] of grains.entries()) {
    const following = grains[index + 1];
    // While the database writes one grain the next is summed here.
    const [rows, next] = await Promise.all([
      upsertRollUps(client, grain, deltas),
      following ? Promise.resolve(at(following, added)) : deltas,
    ]);
    await upsertHistograms(client, grain, deltas);
    if (withdrawn.size === 0) written.push(rows);
    else {
      const range = (bucketMs: number): Range => rangeOf(grain, bucketMs, calendar);
      const left = await mendExtremes(client, grain, at(grain, withdrawn), range);
      written.push(
        new Map([...rows].map(([world, list]) => [world, list.map((row) => withExtremes(world, row, left))])),
      );
    }
    deltas = next;
  }
  return joinByWorld(written);
}

type Range = readonly [fromMs: number, toMs: number];

function rangeOf(grain: Grain, bucketMs: number, calendar: CivilCalendar): Range {
  if (grain === 'minute') return [bucketMs, bucketMs + minuteMs];
  if (grain === 'hour') return [bucketMs, bucketMs + hourMs];
  const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  return [calendar.startOf(dayOf(bucketMs)), calendar.startOf(dayOf(bucketMs + 24 * hourMs))];
}

function joinByWorld(parts: readonly Map<string, CountRow[]>[]): Map<string, CountRow[]> {
  const joined = new Map<string, CountRow[]>();
  for (const [world, rows] of parts.flatMap((part) => [...part])) {
    const known = joined.get(world);
    joined.set(world, known ? known.concat(rows) : rows);
  }
  return joined;
}

function withExtremes(world: string, row: CountRow, left: ReadonlyMap<string, Extremes>): CountRow {
  const [grain, bucket, unit, scope, metric, dim, n, sum] = row;
  const mended = left.get(keyText({ world, bucketMs: Date.parse(bucket), unit, scope, metric, dim }));
  return mended ? [grain, bucket, unit, scope, metric, dim, n, sum, mended.min, mended.max] : row;
}
