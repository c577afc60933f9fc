import { afterAll, beforeAll, expect, it } from 'vitest';
import pg from 'pg';
import { pgTypes } from '#shared/service/pg-types.ts';
import { answerLeague } from '#shared/promises/ask/answer-league.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { listUnitAnswers } from '#shared/store/list-unit-answers.ts';
import type { AnswerGiven, AnswerTold } from '#shared/wire/promise-commands.ts';
import { createTelling } from '../../../display/src/lib/promises/telling.ts';
import { answerTable } from '../../../display/src/lib/promises/tables/said-table.ts';
import { writeSaid } from '../../../display/src/lib/promises/write-answer.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { openTaskDesk, type TaskDesk } from '../../support/task-desk.ts';

/* A unit speaks to a figure of days gone by: it is kept beside that figure, and read beside that figure's rank. */
const unit = '00004';
const kpi = 'full_process_share';
const october = { from: '2026-10-01', to: '2026-11-01' };
const november = { from: '2026-11-01', to: '2026-12-01' };
let desk: TaskDesk;

beforeAll(async () => {
  desk = await openTaskDesk({ ward: { role: 'unit', unit }, chair: { role: 'leader' } });
  const db = new pg.Client({ connectionString: desk.database.databaseUrl, types: pgTypes });
  await db.connect();
  const writer = await openWriter(db);
  const submitted = (id: string, day: string, level: string) =>
    anEvent(
      'record.submitted',
      { recordId: id, procedure: '2.000815', channel: 'online', level },
      { id, asset: `P${unit}`, unit, time: `${day}T03:00:00.000Z` },
    );
  await writer.write([
    ...Array.from({ length: 4 }, (_, n) => submitted(`o${n}`, '2026-10-14', n === 0 ? 'full' : 'partial')),
    ...Array.from({ length: 2 }, (_, n) => submitted(`n${n}`, '2026-11-16', 'full')),
  ]);
  await db.end();
  desk.at('2026-11-20T09:00');
});
afterAll(() => desk.close());

const say = (text: string, days?: { from: string; to: string }): Promise<AnswerTold> =>
  desk.ask<AnswerTold>('ward', 'answer.give', { unit, kpi, kind: 'note', text, ...(days && { days }) });

/** What stands in the league of some days beside the unit. */
async function saidIn(span?: { from: string; to: string }): Promise<string> {
  return inSnapshot(desk.pool, async (sql) => {
    const league = await answerLeague(sql, { world: 'live', nowMs: desk.clock.ms, kpi, span });
    const row = league.rows.find(({ answer }) => answer.unit === unit);
    if (!row) throw new Error('the unit is not in its league');
    const answers = await listUnitAnswers(sql, { world: 'live', kpi, days: row.answer.period, limit: 10 });
    const names = { units: {}, offices: {}, procedures: {}, systems: {} };
    return writeSaid(createTelling('vi', 'Asia/Ho_Chi_Minh', names), answers, row.answer);
  });
}

it('keeps an answer beside the figure of the days it speaks to, and one without days beside the running figure', async () => {
  expect(await say('Máy hỏng cả tháng', october)).toMatchObject({
    ...{ periodFrom: october.from, periodTo: october.to, value: 0.25, numerator: 1, denominator: 4 },
  });
  expect(await say('Đã sửa máy')).toMatchObject({
    ...{ periodFrom: november.from, periodTo: november.to, value: 1, numerator: 2, denominator: 2 },
  });
});

it('is read beside the rank of its own period, not of another', async () => {
  expect(await saidIn(october)).toBe('giải thích: Máy hỏng cả tháng');
  expect(await saidIn()).toBe('giải thích: Đã sửa máy');
});

it('says of which days an answer is where they are not those of the figure', async () => {
  await say('Ngày mất điện', { from: '2026-11-16', to: '2026-11-17' });
  expect(await saidIn()).toBe('giải thích (16/11/2026 – 16/11/2026): Ngày mất điện · giải thích: Đã sửa máy');
  expect(await saidIn(october)).toBe('giải thích: Máy hỏng cả tháng');
});

it('is not read there any more once it was taken back; who said it of which days, and who took it back, stays', async () => {
  const [last] = await listUnitAnswers(desk.pool, { world: 'live', unit, limit: 1 });
  await desk.ask('ward', 'answer.withdraw', { id: last?.id, unit });
  expect(await saidIn()).toBe('giải thích: Đã sửa máy');
  const kept = { ...last, withdrawnBy: 'account:ward', withdrawnAt: new Date(desk.clock.ms).toISOString() };
  expect(await listUnitAnswers(desk.pool, { world: 'live', unit, limit: 1 })).toEqual([kept]);
  const { rows } = await desk.pool.query<{ detail: object }>(
    `SELECT detail FROM audit WHERE verb = 'answer.withdraw' ORDER BY seq DESC LIMIT 1`,
  );
  expect(rows[0]?.detail).toMatchObject({
    ...{ answer: last?.id, periodFrom: '2026-11-16', periodTo: '2026-11-17', text: 'Ngày mất điện' },
    ...{ by: 'account:ward', withdrawnBy: 'account:ward' },
  });
  const telling = createTelling('vi', 'Asia/Ho_Chi_Minh', { units: {}, offices: {}, procedures: {}, systems: {} });
  const cells = answerTable(telling, [kept as AnswerTold]).columns.map(({ id, cell }) => [
    id,
    cell(kept as AnswerTold),
  ]);
  expect(Object.fromEntries(cells)).toMatchObject({
    ...{ days: '16/11/2026 – 16/11/2026', text: 'Ngày mất điện' },
    ...{ withdrawn: { at: kept.withdrawnAt }, withdrawnBy: 'ward' },
  });
});

it('of several months of a monthly target is kept for each, beside the figure of each', async () => {
  const given = await desk.ask<AnswerGiven>('ward', 'answer.give', {
    ...{ unit, kpi, kind: 'note', text: 'Hai tháng thiếu người' },
    days: { from: october.from, to: november.to },
  });
  const kept = { unit, text: 'Hai tháng thiếu người' };
  expect(given).toMatchObject({
    ...kept,
    periodFrom: october.from,
    periodTo: october.to,
    numerator: 1,
    denominator: 4,
  });
  expect(given.others).toMatchObject([
    { ...kept, periodFrom: november.from, periodTo: november.to, numerator: 2, denominator: 2 },
  ]);
  expect(await saidIn(october)).toMatch(/^giải thích: Hai tháng thiếu người · /);
  expect(await saidIn()).toMatch(/^giải thích: Hai tháng thiếu người · /);
});

it('of months of which one has not begun is refused whole', async () => {
  const days = { from: november.from, to: '2027-01-01' };
  const count = async () => (await listUnitAnswers(desk.pool, { world: 'live', unit, limit: 100 })).length;
  const before = await count();
  expect(await desk.send('ward', 'answer.give', { unit, kpi, kind: 'note', text: 'Không', days })).toMatchObject({
    ...{ ok: false, code: 'invalid' },
  });
  expect(await count()).toBe(before);
});

it.each([
  ['days that have not begun', { from: '2026-12-01', to: '2027-01-01' }, 'ward', 'invalid'],
  ['days that end before they begin', { from: '2026-11-02', to: '2026-11-01' }, 'ward', 'invalid'],
  ['more than a year', { from: '2025-01-01', to: '2026-11-01' }, 'ward', 'invalid'],
  ['the days of another unit', october, 'chair', 'forbidden'],
])('refuses %s', async (_, days, account, code) => {
  const answer = await desk.send(account, 'answer.give', { unit, kpi, kind: 'note', text: 'Không', days });
  expect(answer).toMatchObject({ ok: false, code });
});
