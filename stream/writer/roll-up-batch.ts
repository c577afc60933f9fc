import type { ClientBase } from 'pg';
import { coarsen, keptByMinute, keyText, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import { mendExtremes, type Extremes } from './mend-extremes.ts';
import { upsertHistograms, upsertRollUps } from './upsert-roll-ups.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const noExtremes: ReadonlyMap<string, Extremes> = new Map();

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
  const changed = new Map<string, CountRow[]>();
  const ranges = {
    minute: (bucketMs: number) => [bucketMs, bucketMs + minuteMs] as const,
    hour: (bucketMs: number) => [bucketMs, bucketMs + hourMs] as const,
    day: (bucketMs: number) => {
      const dayAfter = new Date(bucketMs + 24 * hourMs).toISOString().slice(0, 10);
      return [calendar.startOf(new Date(bucketMs).toISOString().slice(0, 10)), calendar.startOf(dayAfter)] as const;
    },
  };
  for (const grain of ['minute', 'hour', 'day'] as const) {
    const at = (deltas: RollUpDeltas): RollUpDeltas =>
      grain === 'minute' ? keptByMinute(deltas) : coarsen(deltas, grain, calendar);
    const deltas = at(added);
    const rows = await upsertRollUps(client, grain, deltas);
    await upsertHistograms(client, grain, deltas);
    const left = withdrawn.size > 0 ? await mendExtremes(client, grain, at(withdrawn), ranges[grain]) : noExtremes;
    for (const [world, written] of rows) {
      const list = left.size > 0 ? written.map((row) => withExtremes(world, row, left)) : written;
      const known = changed.get(world);
      if (known) known.push(...list);
      else changed.set(world, list);
    }
  }
  return changed;
}

function withExtremes(world: string, row: CountRow, left: ReadonlyMap<string, Extremes>): CountRow {
  const [grain, bucket, unit, scope, metric, dim, n, sum] = row;
  const mended = left.get(keyText({ world, bucketMs: Date.parse(bucket), unit, scope, metric, dim }));
  return mended ? [grain, bucket, unit, scope, metric, dim, n, sum, mended.min, mended.max] : row;
}
