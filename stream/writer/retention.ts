import type { ClientBase } from 'pg';
import { fingerprintSql } from '#shared/store/seal-hash.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';

const dayMs = 86_400_000;
const hourRowsKeptMs = 2 * 366 * dayMs;

/** What one round of retention did. */
export type Retained = { readonly sealed: readonly string[]; readonly dropped: readonly string[] };

/**
 * Seals the days that lie wholly before `horizonMs` and then drops their raw events, identities, withdrawals and minute
 * rows. Nothing is dropped that was not sealed first; day rows stay for ever. Safe to stop and repeat at any point.
 */
export async function retain(client: ClientBase, calendar: CivilCalendar, horizonMs: number): Promise<Retained> {
  await client.query(`SET lock_timeout = '5s'`);
  const lastDay = new Date(Math.floor(horizonMs / dayMs) * dayMs).toISOString();
  const sealed = await sealDays(client, lastDay);
  await sealRollUps(client, calendar, lastDay);
  await client.query(`SELECT drop_chunks('events', older_than => $1::timestamptz)`, [lastDay]);
  await client.query('UPDATE seals SET dropped_at = now() WHERE dropped_at IS NULL AND day < $1::date', [lastDay]);
  for (const table of ['counts_minute', 'slots_minute']) {
    await client.query(`SELECT drop_chunks('${table}', older_than => $1::timestamptz)`, [lastDay]);
  }
  const hourHorizon = new Date(horizonMs - hourRowsKeptMs).toISOString();
  for (const table of ['counts_hour', 'slots_hour']) {
    await client.query(`SELECT drop_chunks('${table}', older_than => $1::timestamptz)`, [hourHorizon]);
  }
  await client.query('DELETE FROM voids WHERE time < $1', [lastDay]);
  await client.query('DELETE FROM repeats WHERE time < $1', [lastDay]);
  return { sealed, dropped: await dropIdentities(client, lastDay) };
}

async function sealDays(client: ClientBase, lastDay: string): Promise<string[]> {
  const { rows } = await client.query<{ world: string; day: string }>(
    `SELECT d.world, d.day::text FROM (
       SELECT DISTINCT world, (time AT TIME ZONE 'UTC')::date AS day FROM events WHERE time < $1
     ) d LEFT JOIN seals s USING (world, day) WHERE s.day IS NULL ORDER BY d.day, d.world`,
    [lastDay],
  );
  const sealed: string[] = [];
  for (const { world, day } of rows) if (await sealDay(client, world, day)) sealed.push(`${day} ${world}`);
  return sealed;
}

/**
 * Reads the day while batches go on, then holds the writer only to see that none of them came into it. Returns whether it
 * is sealed; if not, the next round tries again. From then on the writer finds the day closed.
 */
async function sealDay(client: ClientBase, world: string, day: string): Promise<boolean> {
  const place = 'SELECT stream, seq FROM writer_position';
  const { rows: before } = await client.query<{ stream: string; seq: number }>(place);
  const { rows: read } = await client.query<{ rows: number; hash: string }>(fingerprintSql('events'), [world, day]);
  await client.query('BEGIN');
  const { rows: now } = await client.query<{ stream: string; seq: number }>(`${place} FOR UPDATE`);
  const { rowCount: come } = await client.query(
    `SELECT FROM events WHERE world = $1 AND time >= $2::date::timestamp AT TIME ZONE 'UTC'
       AND time < ($2::date + 1)::timestamp AT TIME ZONE 'UTC' AND seq > $3 LIMIT 1`,
    [world, day, before[0]?.seq ?? 0],
  );
  const isWhole = now[0]?.stream === before[0]?.stream && come === 0;
  if (isWhole) {
    await client.query('INSERT INTO seals (world, day, events, events_hash) VALUES ($1, $2::date, $3, $4)', [
      ...[world, day],
      ...[read[0]?.rows ?? 0, read[0]?.hash ?? ''],
    ]);
  }
  await client.query('COMMIT');
  return isWhole;
}

/** A world's civil day is sealed once its last instant lies before the horizon. */
async function sealRollUps(client: ClientBase, calendar: CivilCalendar, lastDay: string): Promise<void> {
  const firstOpen = calendar.dayOf(Date.parse(lastDay));
  const { rows } = await client.query<{ world: string; day: string }>(
    `SELECT DISTINCT r.world, r.bucket::text AS day FROM rollup_day r
     LEFT JOIN roll_up_seals s ON s.world = r.world AND s.day = r.bucket
     WHERE r.bucket < $1::date AND s.day IS NULL ORDER BY 2, 1`,
    [firstOpen],
  );
  for (const { world, day } of rows) {
    await client.query(
      `INSERT INTO roll_up_seals (world, day, rows, rollup_hash)
       SELECT $1, $2::date, f.rows, f.hash FROM (${fingerprintSql('rollup_day')}) f`,
      [world, day],
    );
  }
}

async function dropIdentities(client: ClientBase, lastDay: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'identities'::regclass ORDER BY 1`,
  );
  const dropped = rows
    .map(({ name }) => name)
    .filter((name) => {
      const [, year = 0, month = 0] = /^identities_(\d{4})_(\d\d)$/.exec(name)?.map(Number) ?? [];
      return Date.UTC(year, month, 1) <= Date.parse(lastDay);
    });
  for (const name of dropped) await client.query(`DROP TABLE ${name}`);
  return dropped;
}
