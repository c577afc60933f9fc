import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyBrief } from '#shared/brief/ask/verify-brief.ts';
import type { Brief } from '#shared/brief/brief.ts';
import { hashOf, toCanonical } from '#shared/brief/freeze.ts';
import { sayBrief } from '#shared/brief/say/say-brief.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listRevisions } from '#shared/store/brief-revisions.ts';
import { readBrief, readBriefKnown } from '#shared/store/briefs.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import type { AnswerTold } from '#shared/wire/promise-commands.ts';
import { checkLate } from '../../../stream/office/brief/check-late.ts';
import { issueBrief } from '../../../stream/office/brief/issue-brief.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { openTaskDesk, type TaskDesk } from '../../support/task-desk.ts';

/*
 * What units said to figures that fell short stands in the brief as it was known when it was issued: what is said or taken back
 * later is an addendum, and the brief worked out again is the same.
 */
const kpi = 'full_process_share';
const [own, other] = ['00004', '00070'];
const days = { from: '2026-11-18', to: '2026-11-19' };
let desk: TaskDesk;
let db: pg.Client;
let id = 0;

beforeAll(async () => {
  desk = await openTaskDesk({ ward: { role: 'unit', unit: own }, commune: { role: 'unit', unit: other } });
  db = new pg.Client({ connectionString: desk.database.databaseUrl, types: pgTypes });
  await db.connect();
  const writer = await openWriter(db);
  const units = ['00004', '00008', '00025', '00070', '00082', '00103'];
  await writer.write(
    units.map((unit) =>
      anEvent(
        'record.submitted',
        { recordId: unit, procedure: '2.000815', channel: 'online', level: 'partial' },
        { id: unit, asset: `P${unit}`, unit, time: '2026-11-18T03:00:00.000Z' },
      ),
    ),
  );
  await db.query(`INSERT INTO duty_position (stream, seq, fence) VALUES ('bench', 1000, 1)`);
  desk.at('2026-11-19T06:00');
}, 120_000);

afterAll(async () => {
  await db.end();
  await desk.close();
});

const say = (account: string, unit: string, text: string, over: object = {}): Promise<AnswerTold> =>
  desk.ask<AnswerTold>(account, 'answer.give', { unit, kpi, kind: 'note', text, days, ...over });

async function read(): Promise<Brief> {
  const stored = await readBrief(desk.pool, id);
  if (!stored) throw new Error('no brief');
  return stored.brief;
}

const look = () =>
  inTransaction(desk.pool, (sql) => checkLate(desk.pool, sql, { id, by: 'test', at: new Date(desk.clock.ms) }));

it('stand in it as SQL by hand finds them, without those taken back, of other days or to a figure that is another', async () => {
  await say('ward', own, 'Máy quét hỏng từ sáng');
  await say('ward', own, 'Về cả tháng', { days: { from: '2026-11-01', to: '2026-12-01' } });
  const wrong = await say('commune', other, 'Gửi nhầm');
  await desk.ask('commune', 'answer.withdraw', { id: wrong.id, unit: other });
  await say('commune', other, 'Của tháng Mười', { days: { from: '2026-10-01', to: '2026-11-01' } });
  await say('commune', other, 'Số không giao chỉ tiêu', { kpi: 'online_share' });
  desk.at('2026-11-19T07:00');
  const period = { id: 'day', name: { vi: 'Bản tin ngày', en: 'Daily brief' } };
  const wish = { world: 'live', period, days, issuedAtMs: desk.clock.ms, realNow: new Date(desk.clock.ms) };
  const issued = await inTransaction(desk.pool, (sql) => issueBrief(desk.pool, sql, { ...wish, by: 'test' }));
  id = issued?.id ?? 0;
  const { counted, recorded, names } = await read();
  const standingOf = (of: string) => counted.kpis.find((row) => row.kpi === of && row.unit === '')?.standing;
  expect([standingOf(kpi), standingOf('online_share')]).toEqual(['behind', 'free']);
  const { rows } = await db.query<{ id: number; text: string }>(
    `SELECT id, text FROM unit_answers WHERE world = 'live' AND kpi = $1 AND withdrawn_at IS NULL
       AND daterange(period_from, period_to) && daterange($2, $3) ORDER BY id DESC`,
    [kpi, days.from, days.to],
  );
  expect(rows).toHaveLength(2);
  expect(recorded.answers?.map((one) => [one.id, one.text])).toEqual(rows.map((row) => [row.id, row.text]));
  const [first] = recorded.answers ?? [];
  expect(names[first?.unit ?? '']?.vi).toBeDefined();
  expect(names[first?.office ?? '']?.vi).toBeDefined();
  expect(JSON.stringify(recorded.answers)).not.toContain('account:');
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true, isUntouched: true, differences: [] });
});

it('are as they were when a unit says more or takes something back: that is told as addenda, each once', async () => {
  const before = await read();
  desk.at('2026-11-19T09:00');
  await say('commune', other, 'Đường truyền đứt');
  expect(await look()).toEqual({ lateEvents: 0, addendum: 1, changes: 1 });
  const [kept] = before.recorded.answers ?? [];
  await desk.ask('ward', 'answer.withdraw', { id: kept?.id, unit: own });
  expect(await look()).toEqual({ lateEvents: 0, addendum: 2, changes: 1 });
  expect(await look()).toEqual({ lateEvents: 0, addendum: null, changes: 0 });
  expect(await read()).toEqual(before);
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true, isUntouched: true, differences: [] });
  const revisions = await listRevisions(desk.pool, id);
  const { addenda } = sayBrief(before, { id, hash: '', revisions }, 'vi');
  expect(addenda.map(({ lead }) => lead)).toEqual([
    expect.stringMatching(/^Bổ sung 1, .* đơn vị giải thích hoặc rút lại/),
    expect.stringMatching(/^Bổ sung 2, /),
  ]);
  expect(addenda[0]?.changes).toMatchObject([{ was: '—', is: 'Đường truyền đứt' }]);
  expect(addenda[0]?.changes[0]?.what).not.toContain(other);
  expect(addenda[1]?.changes).toMatchObject([{ was: 'Về cả tháng', is: 'đã rút lại' }]);
});

it('are missed when somebody with the database changes one that a brief tells', async () => {
  const [kept] = (await read()).recorded.answers ?? [];
  await db.query(`UPDATE unit_answers SET text = 'khác' WHERE id = $1`, [kept?.id]);
  const { isSame, differences } = await verifyBrief(db, id);
  expect([isSame, differences.map(({ where }) => where)]).toEqual([false, ['recorded.answers.0.text']]);
  await db.query('UPDATE unit_answers SET text = $2 WHERE id = $1', [kept?.id, kept?.text]);
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true });
});

it('are no part of a brief of before, which stays readable, is the same when worked out again, and gets no addenda of them', async () => {
  const brief = await read();
  const recorded = without(brief.recorded, 'answers');
  const { known } = (await readBriefKnown(desk.pool, id)) ?? {};
  if (!known) throw new Error('nothing known');
  const before = without(known, 'answers');
  const parts = [
    '; đơn vị đã giải thích 2 lần (đọc dưới chỉ tiêu)',
    '; answers of units: 2 (read them under the figures)',
  ];
  const sentences = JSON.parse(
    parts.reduce((text, part) => text.replace(part, ''), JSON.stringify(brief.sentences)),
  ) as Brief['sentences'];
  const codes = new Set((brief.recorded.answers ?? []).flatMap(({ unit, office }) => [unit, office]));
  const names = Object.fromEntries(Object.entries(brief.names).filter(([code]) => !codes.has(code)));
  const texts = [toCanonical({ ...brief, model: 3, recorded, sentences, names }), toCanonical(before)] as const;
  await db.query('ALTER TABLE briefs DISABLE TRIGGER briefs_frozen');
  await db.query('ALTER TABLE brief_revisions DISABLE TRIGGER USER');
  await db.query('DELETE FROM brief_revisions');
  await db.query('UPDATE briefs SET data = $2, known = $3, hash = $4 WHERE id = $1', [id, ...texts, hashOf(...texts)]);
  expect(await verifyBrief(db, id)).toMatchObject({
    isSame: true,
    isUntouched: true,
    hindrance: null,
    differences: [],
  });
  expect(await look()).toEqual({ lateEvents: 0, addendum: null, changes: 0 });
  const old = await read();
  expect(sayBrief(old, { id, hash: '', revisions: [] }, 'en').kpis.every(({ answers }) => answers.length === 0)).toBe(
    true,
  );
});

function without(tree: object, name: string): object {
  return Object.fromEntries(Object.entries(tree).filter(([key]) => key !== name));
}
