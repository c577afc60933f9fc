import type { ClientBase } from 'pg';
import type { Difference } from './compare-roll-ups.ts';
import { fingerprintSql } from './seal-hash.ts';

type Seal = { world: string; day: string; rows: number; hash: string };

/** Compares sealed days with their seals: raw events where they still stand, day roll-ups always. */
export async function compareSeals(client: ClientBase): Promise<{ days: number; differences: Difference[] }> {
  const differences: Difference[] = [];
  const seals = await client.query<Seal>(
    'SELECT world, day::text, events AS rows, events_hash AS hash FROM seals WHERE dropped_at IS NULL ORDER BY day, world',
  );
  for (const seal of seals.rows) await check(client, 'events', seal, differences);
  const days = await client.query<Seal>(
    'SELECT world, day::text, rows, rollup_hash AS hash FROM roll_up_seals ORDER BY day, world',
  );
  for (const seal of days.rows) await check(client, 'rollup_day', seal, differences);
  return { days: days.rows.length, differences };
}

async function check(
  client: ClientBase,
  table: 'events' | 'rollup_day',
  { world, day, ...seal }: Seal,
  differences: Difference[],
): Promise<void> {
  const { rows } = await client.query<{ rows: number; hash: string }>(fingerprintSql(table), [world, day]);
  const found = rows[0];
  if (found?.rows === seal.rows && found.hash === seal.hash) return;
  differences.push({
    where: `seal of ${table === 'events' ? 'events' : 'day roll-ups'} of ${day} in ${world}`,
    expected: `${seal.rows} rows, ${seal.hash}`,
    found: `${found?.rows ?? 0} rows, ${found?.hash ?? ''}`,
  });
}
