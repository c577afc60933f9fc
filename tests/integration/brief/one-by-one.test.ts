import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyBrief } from '#shared/brief/ask/verify-brief.ts';
import type { Brief } from '#shared/brief/brief.ts';
import { hashOf, toCanonical } from '#shared/brief/freeze.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listRevisions } from '#shared/store/brief-revisions.ts';
import { listBriefs, readBrief, readBriefKnown } from '#shared/store/briefs.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { readSetNames } from '#shared/store/read-set-names.ts';
import { checkAllLate } from '../../../stream/office/brief/check-all-late.ts';
import { issueBrief } from '../../../stream/office/brief/issue-brief.ts';
import { issueDue } from '../../../stream/office/brief/issue-due.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

/* Briefs are looked after one by one: what is wrong with one keeps none of the others waiting, nor those of an older model. */

const name = { vi: 'Bản tin ngày', en: 'Daily brief' };
const units = ['00004', '00008', '00025', '00070', '00082', '00103'];
let database: TestDatabase;
let pool: pg.Pool;
let db: pg.Client;
let writer: Awaited<ReturnType<typeof openWriter>>;
let written = '';
const lines = new PassThrough();
const log = createLog('test', 'info', lines);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 4, types: pgTypes });
  const dir = join(import.meta.dirname, '../../support/cities/six-unit');
  await importAtFirstStart(pool, dir, { log: createLog('test', 'silent'), now: new Date('2026-10-01T00:00:00Z') });
  await pool.query(
    `INSERT INTO targets (set, kpi, formula_version, unit_set, valid_from, valid_to, target, direction)
     SELECT 'wards', kpi, formula_version, s, DATE '2026-01-01', NULL, 0.9, 'at_least'
     FROM (SELECT kpi, formula_version FROM targets WHERE kpi = 'full_process_share' LIMIT 1) t,
       unnest('{type:phuong,department:TTPVHCC}'::text[]) AS s`,
  );
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  writer = await openWriter(db);
  for (const day of ['2026-11-17', '2026-11-18', '2026-11-19']) await writeRecords(day, 'first');
  await db.query(`INSERT INTO duty_position (stream, seq, fence) VALUES ('bench', 1000, 1)`);
  lines.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
}, 120_000);

afterAll(async () => {
  await db.end();
  await pool.end();
  await database.drop();
});

/** A record of each unit on a day. */
function writeRecords(day: string, when: string): Promise<unknown> {
  const records = units.map((unit) => {
    const data = { recordId: `${day}-${when}`, procedure: '2.000815', channel: 'online', level: 'partial' };
    return anEvent('record.submitted', data, {
      ...{ id: `${day}-${when}-${unit}`, asset: `P${unit}`, unit, time: `${day}T03:00:00.000Z` },
    });
  });
  return writer.write(records);
}

async function issue(from: string, to: string): Promise<number> {
  const wish = { world: 'live', period: { id: 'day', name }, days: { from, to }, by: 'test', realNow: new Date() };
  const issuedAtMs = Date.parse(`${to}T00:00:00Z`);
  const issued = await inTransaction(pool, (sql) => issueBrief(pool, sql, { ...wish, issuedAtMs }));
  return issued?.id ?? 0;
}

/** What somebody with the database does to a brief. */
async function alter(id: number, set: string, values: readonly unknown[]): Promise<void> {
  await db.query('ALTER TABLE briefs DISABLE TRIGGER briefs_frozen');
  await db.query(`UPDATE briefs SET ${set} WHERE id = $1`, [id, ...values]);
  await db.query('ALTER TABLE briefs ENABLE TRIGGER briefs_frozen');
}

const addendaOf = async (id: number): Promise<number> => (await listRevisions(pool, id)).length;
const look = (): Promise<void> => checkAllLate(pool, { realMs: Date.now(), keptD: 35, log });
const told = (text: string): readonly Record<string, unknown>[] =>
  written
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it('names sets of units in both languages; a brief of before is the same when worked out again, and is said with names', async () => {
  const id = await issue('2026-11-17', '2026-11-18');
  const { brief, hash } = (await readBrief(pool, id)) ?? {};
  if (!brief || hash === undefined) throw new Error('no brief');
  expect(brief.names['type:phuong']).toEqual({ vi: 'các phường', en: 'wards' });
  const said = sayBrief(brief, { id, hash, revisions: [] }, 'vi');
  expect(said.kpis.map((row) => row.name)).toContain('Hồ sơ trực tuyến toàn trình (các phường)');
  expect(JSON.stringify([said.kpis.map((row) => row.name), said.unvalued])).not.toMatch(/type:|department:/);
  expect(JSON.stringify(brief.sentences)).not.toMatch(/type:|department:/);
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true, differences: [] });

  // As the program before issued it.
  const { known } = (await readBriefKnown(pool, id)) ?? {};
  const setNames = known?.setNames;
  const before = without(known ?? {}, ['setNames', 'answers']);
  const recorded = without(brief.recorded, ['answers']);
  expect(setNames?.['department:TTPVHCC']?.vi).toContain('Trung tâm');
  const unnamed = Object.fromEntries(Object.entries(brief.names).filter(([code]) => !code.includes(':')));
  const raw = (text: string): string =>
    Object.entries(setNames ?? {}).reduce(
      (all, [set, says]) => all.replaceAll(`(${says.vi})`, `(${set})`).replaceAll(`(${says.en})`, `(${set})`),
      text,
    );
  const sentences = JSON.parse(raw(JSON.stringify(brief.sentences))) as typeof brief.sentences;
  const old = { ...brief, model: 2, names: unnamed, sentences, recorded: recorded as Brief['recorded'] };
  const texts = [toCanonical(old), toCanonical(before)] as const;
  await alter(id, 'data = $2, known = $3, hash = $4', [...texts, hashOf(...texts)]);
  expect(await verifyBrief(db, id)).toMatchObject({
    isUntouched: true,
    isSame: true,
    differences: [],
    hindrance: null,
  });
  const again = sayBrief(old, { id, hash, revisions: [], setNames: await readSetNames(pool) }, 'en');
  expect(again.kpis.map((row) => row.name)).toContain('Records fully online (wards)');
});

it('looks for late events of every brief, also after one it cannot look at, and at that one again later', async () => {
  const [first] = (await listBriefs(pool, { world: 'live', limit: 1 })).rows;
  const broken = first?.id ?? 0;
  const whole = await issue('2026-11-18', '2026-11-19');
  const other = await issue('2026-11-19', '2026-11-20');
  const { texts, hash } = (await readBriefKnown(pool, broken)) ?? {};
  const { brief } = (await readBrief(pool, other)) ?? {};
  await alter(broken, 'known = $2', ['{"secret of a citizen"']);
  await alter(other, 'data = $2', [toCanonical({ ...brief, model: 1 })]);
  for (const day of ['2026-11-17', '2026-11-18', '2026-11-19']) await writeRecords(day, 'late');

  await look();
  expect([await addendaOf(broken), await addendaOf(whole)]).toEqual([0, 1]);
  // What another program counted otherwise is no late event.
  expect(await addendaOf(other)).toBe(0);
  expect(told('could not be looked for')).toMatchObject([{ level: 40, brief: broken }]);
  expect(written).not.toContain('secret of a citizen');

  await alter(broken, 'known = $2, hash = $3', [texts?.[1], hash]);
  await look();
  expect([await addendaOf(broken), await addendaOf(whole)]).toEqual([1, 1]);
});

it('issues what is due in every world and of every period, also after one it cannot issue, and that one as soon as it can', async () => {
  await db.query(
    `CREATE FUNCTION refuse_days() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room'; END $$;
     CREATE TRIGGER refuse_days BEFORE INSERT ON briefs FOR EACH ROW WHEN (NEW.period = 'day') EXECUTE FUNCTION refuse_days()`,
  );
  const dueMs = Date.parse('2026-11-23T00:00:30Z');
  const issued = async (): Promise<readonly string[]> =>
    (await listBriefs(pool, { world: 'live', limit: 100 })).rows
      .filter(({ issuedBy }) => issuedBy === 'process:office')
      .map(({ period }) => period)
      .sort();
  await issueDue(pool, dueMs, log);
  expect(await issued()).toEqual(['week']);
  expect(told('could not be issued')).toMatchObject([{ level: 40, world: 'live', period: 'day' }]);
  await db.query('DROP TRIGGER refuse_days ON briefs');
  await issueDue(pool, dueMs + 20_000, log);
  expect(await issued()).toEqual(['day', 'week']);
});

function without(tree: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => !names.includes(key)));
}
