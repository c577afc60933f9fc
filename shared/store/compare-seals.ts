import type { ClientBase } from 'pg';
import type { Difference } from './compare-roll-ups.ts';
import { fingerprintSql } from './seal-hash.ts';

/** Compares sealed days with their seals: raw events where they still stand, day roll-ups always. */
export async function compareSeals(client: ClientBase): Promise<{ days: number; differences: Difference[] }> {
  const differences: Difference[] = [];
  const seals = await client.query<{ day: string; rows: number; hash: string; dropped: boolean }>(
    'SELECT day::text, events AS rows, events_hash AS hash, dropped_at IS NOT NULL AS dropped FROM seals ORDER BY day',
  );
  for (const { day, rows, hash, dropped } of seals.rows) {
    if (dropped) continue;
    const where = `t.time >= '${day}'::timestamp AT TIME ZONE 'UTC' AND t.time < ('${day}'::date + 1)::timestamp AT TIME ZONE 'UTC'`;
    await check(client, `events of ${day}`, fingerprintSql('events', where), { rows, hash }, differences);
  }
  const days = await client.query<{ day: string; rows: number; hash: string }>(
    'SELECT day::text, rows, rollup_hash AS hash FROM roll_up_seals ORDER BY day',
  );
  for (const { day, rows, hash } of days.rows) {
    const sql = fingerprintSql('rollup_day', `t.bucket = '${day}'`);
    await check(client, `day roll-ups of ${day}`, sql, { rows, hash }, differences);
  }
  return { days: days.rows.length, differences };
}

async function check(
  client: ClientBase,
  where: string,
  sql: string,
  seal: { rows: number; hash: string },
  differences: Difference[],
): Promise<void> {
  const { rows } = await client.query<{ rows: number; hash: string }>(sql);
  const found = rows[0];
  if (found?.rows === seal.rows && found.hash === seal.hash) return;
  differences.push({
    where: `seal of ${where}`,
    expected: `${seal.rows} rows, ${seal.hash}`,
    found: `${found?.rows ?? 0} rows, ${found?.hash ?? ''}`,
  });
}
