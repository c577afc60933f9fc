import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { createPool } from '#shared/service/postgres.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { recount } from '#shared/store/recount.ts';
import { verifyAudit } from '#shared/store/verify-audit.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { migrate, readMigrations } from '../../../infra/setup/migrate.ts';
import { loadCheckpoint } from '../../../stream/live/state/checkpoint.ts';
import { anEvent } from '../../support/an-event.ts';
import { createEmptyDatabase, createTestDatabase } from '../../support/database.ts';
import { listTables } from '../../support/releases/dump-tables.ts';
import { findLost, readRows } from '../../support/releases/kept-rows.ts';
import { recordRelease } from '../../support/releases/record-release.ts';
import { repeatedEvents } from '../../support/releases/release-data.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpWriter } from '../../support/writer-process.ts';

/*
 * Whatever a release has written, today's can go on with. `tests/support/releases/NNNN.sql` is the data as the release
 * with migration NNNN as its last one left it; it is recorded with that release's own processes, told by its own commands
 * (`record-release.ts`), and never changed once the next migration is there.
 */

const releases = join(import.meta.dirname, '../../support/releases');
const migrations = readMigrations(join(PROJECT_DIR, 'infra/sql'));
const calendar = civilCalendar('Asia/Ho_Chi_Minh');

/** These came in one release with the one after them: nobody's data ever stood between. */
const neverLast: readonly number[] = [9, 10, 11, 13, 14, 15, 16, 17, 19, 20, 21, 22, 23];

const fixtureOf = (number: number): string => join(releases, `${String(number).padStart(4, '0')}.sql`);

it.each(
  migrations.filter(({ number }) => !neverLast.includes(number)).map(({ number, name }) => [name, number] as const),
)(
  'data of the release with %s is kept for later ones to be tested with',
  async (name, number) => {
    const file = fixtureOf(number);
    if (number === migrations.length && !existsSync(file) && process.env.RECORD_RELEASE) await recordRelease(file);
    expect(
      existsSync(file),
      `${name} is new: record what this release writes, before the next migration comes:\n  RECORD_RELEASE=1 npx vitest run --project integration tests/integration/infra/upgrades.test.ts`,
    ).toBe(true);
  },
  600_000,
);

/** Tables that a release may leave empty, each with its reason; none may now. */
const withoutData: Readonly<Record<string, string>> = {};

it('the newest release has left a row in every table, for the next migration to be tried on', async () => {
  const database = await createTestDatabase();
  const db = new pg.Client({ connectionString: database.databaseUrl });
  await db.connect();
  const tables = (await listTables(db)).map(({ name }) => name);
  await db.end();
  await database.drop();
  const recorded = readFileSync(fixtureOf(migrations.length), 'utf8');
  const filled = new Set(Array.from(recorded.matchAll(/^INSERT INTO (\w+) /gm), ([, name]) => name));
  const empty = tables.filter((name) => !filled.has(name) && !(name in withoutData));
  expect(empty, 'let tests/support/releases/work-*.ts do what writes them, and record the release anew').toEqual([]);
  expect(Object.keys(withoutData).filter((name) => filled.has(name) || !tables.includes(name))).toEqual([]);
});

describe.each(migrations.filter(({ number }) => existsSync(fixtureOf(number))))('from $name', ({ number }) => {
  it('nothing is lost, every count is right, and the writer goes on', async () => {
    const database = await createEmptyDatabase();
    const db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
    await db.connect();
    await migrate(database.databaseUrl, migrations.slice(0, number));
    await db.query(readFileSync(fixtureOf(number), 'utf8'));
    const before = await readEverything(db);
    const rowsBefore = await readRows(db);
    for (const [at] of migrations.slice(number).entries())
      await migrate(database.databaseUrl, migrations.slice(0, number + at + 1));
    expect(await readEverything(db)).toMatchObject(before);
    expect(findLost(rowsBefore, await readRows(db))).toEqual([]);
    expect(before.events).not.toEqual([]);
    await appendToTrail(db);
    expect(await verifyAudit(db)).toMatchObject({ faults: [] });
    expect(await recount(db, calendar)).toMatchObject({ different: 0, sealedDays: 1 });

    const city = await setUpWriter({ DATABASE_URL: database.databaseUrl });
    await city.start();
    await city.publish([...repeatedEvents(), anEvent('ticket.called', called, { id: 'after-the-upgrade' })]);
    const seq = await city.publish([
      anEvent('ticket.called', called, { id: 'too-late', time: '2026-10-01T05:00:00.000Z' }),
      // Withdrawn before the upgrade, comes after it.
      anEvent('ticket.called', called, { id: 'not-yet-come' }),
    ]);
    await waitFor('the writer to catch up', async () => {
      const { rows } = await db.query<{ seq: number; stream: string }>('SELECT seq, stream FROM writer_position');
      return (rows[0]?.seq ?? 0) >= seq && rows[0]?.stream.startsWith(city.subjects.eventsStream) === true;
    });
    const after = await readEverything(db);
    const added = ['after-the-upgrade', 'not-yet-come'];
    expect(after.events.map(({ id }) => id).sort()).toEqual([...before.events.map(({ id }) => id), ...added].sort());
    expect(cityWaits(after)).toBe(cityWaits(before) + 1);
    expect(await recount(db, calendar)).toMatchObject({ different: 0 });
    const { rows: closed } = await db.query(`SELECT id FROM findings WHERE found = 'closed'`);
    expect(closed).toEqual([{ id: 'too-late' }]);
    await city.close(true);
    await db.end();
    await database.drop();
  }, 180_000);
});

describe.each(migrations.filter(({ number }) => number >= 3 && existsSync(fixtureOf(number))))(
  'a checkpoint from $name',
  ({ number }) => {
    it('of another fold is not gone on from: the log is folded anew', async () => {
      const database = await createEmptyDatabase();
      const db = new pg.Client({ connectionString: database.databaseUrl });
      await db.connect();
      await migrate(database.databaseUrl, migrations.slice(0, number));
      await db.query(readFileSync(fixtureOf(number), 'utf8'));
      await migrate(database.databaseUrl, migrations);
      const { rows } = await db.query<{ stream: string; fold_version: number }>(
        'SELECT stream, fold_version FROM checkpoints',
      );
      expect(rows).toHaveLength(1);
      const pool = createPool(database.databaseUrl, 'test', createLog('test', 'silent'), 1);
      const place = { stream: rows[0]?.stream ?? '', lastSeq: 1_000, packVersion: 'Asia/Ho_Chi_Minh' };
      expect(await loadCheckpoint(pool, place)).toBeUndefined();
      await pool.end();
      await db.end();
      await database.drop();
    });
  },
);

/** What today's release adds to the trail follows what the older one left there. */
async function appendToTrail(db: pg.Client): Promise<void> {
  const entry = { at: new Date(0), actor: 'local:test', verb: 'key.revoke', subject: 'cccccccc', detail: {} };
  await db.query('BEGIN');
  await insertAudit(db, entry);
  await db.query('COMMIT');
}

const called = { ticketId: 'later', counter: 'Q1', waitS: 30, procedure: 'birth' };

/** Everything that an upgrade may not change, in an order of its own, by names that every release has. */
async function readEverything(db: pg.Client) {
  const read = async (table: string, columns: string): Promise<Record<string, unknown>[]> => {
    const { rows: there } = await db.query<{ is: boolean }>('SELECT to_regclass($1) IS NOT NULL AS is', [table]);
    if (!there[0]?.is) return [];
    return (await db.query<Record<string, unknown>>(`SELECT ${columns} FROM ${table} ORDER BY ${columns}`)).rows;
  };
  const rollUp = 'world, bucket, unit, scope, metric, dim, n, sum, min, max';
  const histogram = 'world, bucket, unit, scope, metric, dim, slot, n';
  const counted: Record<string, Record<string, unknown>[]> = {};
  for (const grain of ['minute', 'hour', 'day']) {
    counted[`rollup_${grain}`] = await read(`rollup_${grain}`, rollUp);
    counted[`histogram_${grain}`] = await read(`histogram_${grain}`, histogram);
  }
  const registry: Record<string, Record<string, unknown>[]> = {};
  for (const [table, columns] of Object.entries(registryColumns)) {
    const rows = await read(table, columns);
    if (rows.length > 0) registry[table] = rows;
  }
  return {
    events: await read(
      'events',
      'seq, idx, world, source, id, type, time, received, unit, asset, sequence, data::text',
    ),
    identities: await read('identities', 'key, time, hash, seq, idx'),
    voids: await read('voids', 'key, time, seq, idx, applied'),
    findings: (await read('findings', 'seq, idx, world, source, id, found, detail')).filter(
      ({ found }) => found !== 'hole',
    ),
    receipts: await read('receipts', 'world, source, day, accepted, counted, repeated, conflicts, poison'),
    seals: await read('seals', 'day, events, events_hash'),
    ...counted,
    ...registry,
  };
}

const registryColumns = {
  units: 'code, kind, name_vi, name_en, lon, lat, area_km2, population',
  assets: 'code, kind, unit, valid_from, valid_to, lon, lat, name, placeholder',
  pack_imports: 'hash',
  sender_keys: 'kid, secret_hash, source, world, kinds, assets, rate_per_s, allowance_d, expires_at, revoked_at',
  worlds: 'world, anchor_real_ms, anchor_world_ms, speed, hold_at_ms',
  accounts: 'name, password_hash, role, disabled_at',
  wall_tokens: 'id, token_hash, world, label, revoked_at',
  commands: 'id, verb, answer',
  audit: 'seq, actor, verb, subject, detail, reason',
  checkpoints: 'hour, stream, seq, fold_version, pack_version, state',
};

/** Calls counted of the city in `live`, on the day of the fixtures. */
function cityWaits(everything: Awaited<ReturnType<typeof readEverything>>): number {
  const rows = (everything as Record<string, Record<string, unknown>[]>).rollup_day ?? [];
  const city = rows.filter(
    ({ world, unit, scope, dim, metric, bucket }) =>
      [world, unit, scope, dim, metric].join() === 'live,,,,ticket.wait_ms' &&
      calendar.dayOf((bucket as Date).getTime()) === '2026-11-23',
  );
  return city.reduce((sum, { n }) => sum + Number(n), 0);
}
