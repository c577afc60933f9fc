import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pickQuery, type AlarmPick } from '#shared/brief/alarm-picks.ts';
import type { Brief } from '#shared/brief/brief.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { readBrief } from '#shared/store/briefs.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { readPicked } from '../../../display/src/lib/brief/server/read-picked.ts';
import { issueBrief } from '../../../stream/office/brief/issue-brief.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { insertMatters } from './insert-matters.ts';

/* Each figure of the alarms of a brief leads to as many alerts as it says, also after these have changed. */
let database: TestDatabase;
let pool: pg.Pool;
let brief: Brief;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 4, types: pgTypes });
  const log = createLog('test', 'silent');
  const dir = join(import.meta.dirname, '../../support/cities/six-unit');
  await importAtFirstStart(pool, dir, { log, now: new Date('2026-10-01T00:00:00Z') });
  const db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  await insertMatters(db);
  // One of another rule and priority, in another hour, since two days before, and one that was never told.
  await db.query(
    `WITH more AS (
       INSERT INTO alerts (world, rule, target, opened_seq, priority, labels, rule_body, since, opened_at, condition, value, suppression,
         is_late, changed_at)
       SELECT 'live', 'system-down', 'S-DVCQG', 500 + n, 'P1', '{}', '{"name": {"vi": "Mất kết nối", "en": "Down"}, "when": {"kind": "state"}}',
         at, at, 'firing', 'null', '{"why": "none"}', false, at
       FROM (VALUES (1, timestamptz '2026-11-19T08:30Z'), (2, timestamptz '2026-11-17T08:30Z'), (3, timestamptz '2026-11-19T09:30Z')) v(n, at)
       RETURNING id, opened_seq, opened_at)
     INSERT INTO alert_transitions (alert, seq, at, since, was, becomes, why, value, is_late, committed_at)
     SELECT id, opened_seq, opened_at, opened_at, '{}'::jsonb, jsonb_build_object('condition', 'firing', 'suppression',
       jsonb_build_object('why', CASE WHEN opened_seq = 503 THEN 'cause' ELSE 'none' END)), '', 'null'::jsonb, false, now() FROM more`,
  );
  await db.end();
  const days = { from: '2026-11-19', to: '2026-11-20' };
  const period = { id: 'day', name: { vi: 'Bản tin ngày', en: 'Daily brief' } };
  const at = { issuedAtMs: Date.parse('2026-11-20T00:00:00Z'), realNow: new Date() };
  const issued = await inTransaction(pool, (sql) =>
    issueBrief(pool, sql, { world: 'live', period, days, ...at, by: 'test' }),
  );
  const stored = await readBrief(pool, issued?.id ?? 0);
  if (!stored) throw new Error('the brief was not issued');
  ({ brief } = stored);
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Every figure that is told with a way to its alerts, and how many there are. */
async function listEach(): Promise<Record<string, number>> {
  const { alarms, silences } = sayBrief(brief, { id: 1, hash: '', revisions: [] }, 'en');
  const picks: AlarmPick[] = [
    ...[...alarms.figures.flat(), ...alarms.hours].flatMap(({ pick }) => pick ?? []),
    ...alarms.worst.map(({ rule }) => ({ of: 'rule' as const, rule })),
    ...silences.map(({ rule }) => ({ of: 'silence' as const, rule })),
  ];
  const listed: Record<string, number> = {};
  for (const pick of picks) {
    const { rows, counted } = await readPicked(pool, brief, new URLSearchParams(pickQuery(pick)));
    if (pick.of !== 'floods') expect([pick, rows.length]).toEqual([pick, counted]);
    listed[Object.values(pickQuery(pick)).join(' ')] = rows.length;
  }
  return listed;
}

const each = {
  ...{ announced: 15, 'priority P1': 1, 'priority P3': 14, 'worst-hour': 14, floods: 14, stale: 1 },
  ...{ 'hour 9': 14, 'hour 15': 1, 'rule kiosk-silent': 14, 'rule system-down': 1, 'silence kiosk-silent': 3 },
};

it('leads from every figure of its alarms to as many alerts as the figure says', async () => {
  expect(await listEach()).toEqual(each);
});

it('lists the same alerts when they have changed since the brief was issued', async () => {
  await pool.query(
    `INSERT INTO alert_transitions (alert, seq, at, since, was, becomes, why, value, is_late, committed_at)
     SELECT id, 2000, opened_at, opened_at, '{}', '{"condition": "normal", "suppression": {"why": "none"}}', '', 'null', true, now()
     FROM alerts WHERE closed_at IS NULL`,
  );
  expect(await listEach()).toEqual(each);
});

it('tells how many the brief counted where alerts are no longer kept', async () => {
  await pool.query(`DELETE FROM alert_transitions WHERE alert IN (SELECT id FROM alerts WHERE rule = 'system-down')`);
  await pool.query(`DELETE FROM alerts WHERE rule = 'system-down'`);
  const { rows, counted } = await readPicked(pool, brief, new URLSearchParams('of=rule&rule=system-down'));
  expect([rows.length, counted]).toEqual([0, 1]);
});

it('has no page for what no figure counts', async () => {
  await expect(readPicked(pool, brief, new URLSearchParams('of=other'))).rejects.toMatchObject({ status: 404 });
});
