import { recount } from '#shared/store/recount.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { BenchSystem } from '../bench-system.ts';

/** Throws unless every accepted event of a run is stored, with an identity of its own, and none twice. */
export async function verifyStored(bench: BenchSystem, run: string, accepted: number, table = 'events'): Promise<void> {
  const { rows } = await bench.database.query<{ stored: number; distinct: number }>(
    `SELECT count(*) AS stored, count(DISTINCT (source, id)) AS distinct FROM ${table} WHERE id LIKE $1 || '-%'`,
    [run],
  );
  const { stored, distinct } = rows[0] ?? { stored: 0, distinct: 0 };
  if (stored !== accepted || distinct !== accepted)
    throw new Error(`${run}: accepted ${accepted}, stored ${stored}, of which ${distinct} are different`);
}

/** Throws unless the roll-ups of all grains say what the stored events say: one sum, from the rows themselves. */
export async function verifySums(bench: BenchSystem): Promise<void> {
  const { rows } = await bench.database.query<Record<'events' | 'minutes' | 'hours' | 'days', number>>(
    `SELECT (SELECT count(*) FROM events WHERE type = 'kiosk.heartbeat') AS events, ${['minute', 'hour', 'day']
      .map(
        (grain) =>
          `(SELECT coalesce(sum(n), 0)::bigint FROM rollup_${grain} WHERE metric = 'kiosk.seen_ms' AND unit = '') AS ${grain}s`,
      )
      .join(', ')}`,
  );
  const sums = rows[0];
  if (!sums || new Set(Object.values(sums)).size !== 1)
    throw new Error(`roll-ups and events differ: ${JSON.stringify(sums)}`);
}

/** Counts every stored event again and compares every roll-up row. Returns how many events that were. */
export async function verifyRollUps(bench: BenchSystem): Promise<number> {
  const { events, different, differences } = await recount(bench.database, civilCalendar('Asia/Ho_Chi_Minh'));
  if (different > 0) throw new Error(`${different} roll-up rows are wrong: ${JSON.stringify(differences[0])}`);
  return events;
}
