import type { ClientBase } from 'pg';
import { coarsen, keptByMinute, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import { mendExtremes } from './mend-extremes.ts';
import { upsertHistograms, upsertRollUps } from './upsert-roll-ups.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;

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
    if (withdrawn.size > 0) await mendExtremes(client, grain, at(withdrawn), ranges[grain]);
    for (const [world, list] of rows) {
      const known = changed.get(world);
      if (known) known.push(...list);
      else changed.set(world, list);
    }
  }
  return changed;
}
