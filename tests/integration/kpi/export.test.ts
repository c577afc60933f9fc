import { join } from 'node:path';
import pg from 'pg';
import readWorkbookFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Days } from '#shared/kpi/ledger/days.ts';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { answerLeague, type League } from '#shared/promises/ask/answer-league.ts';
import { answerPromises } from '#shared/promises/ask/answer-promises.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listOffices } from '#shared/store/list-offices.ts';
import { sendTable } from '../../../display/src/lib/export/send-table.ts';
import type { AnyTable } from '../../../display/src/lib/export/table.ts';
import { sayRank } from '../../../display/src/lib/promises/say-rank.ts';
import { leagueTable } from '../../../display/src/lib/promises/tables/league-table.ts';
import { officeTable } from '../../../display/src/lib/promises/tables/office-table.ts';
import { promiseTable } from '../../../display/src/lib/promises/tables/promise-table.ts';
import { createTelling, type Telling } from '../../../display/src/lib/promises/telling.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { aMonth, nowMs } from './a-month.ts';

/* What leaves the pages of promises as a file: as of when it is, whose it is, and what the rank in it is made of. */
const dir = join(import.meta.dirname, '../../support/cities/six-unit');
const days = { from: '2026-11-02', to: '2026-11-07' };
const endMs = Date.parse('2026-11-06T17:00:00Z');
const timeZone = 'Asia/Ho_Chi_Minh';

let database: TestDatabase;
let db: pg.Client;
let telling: Telling;
let then: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.databaseUrl, max: 1, types: pgTypes });
  await importAtFirstStart(pool, dir, { log: createLog('test', 'silent'), now: new Date('2026-10-01T00:00:00Z') });
  await pool.end();
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const offices = Object.fromEntries((await listOffices(db, null)).map(({ code, name }) => [code, name]));
  telling = createTelling('vi', timeZone, { units: {}, offices, procedures: {}, systems: {} });
  const events = aMonth('export');
  const writer = await openWriter(db);
  const isBefore = ({ time }: { time: string }): boolean => Date.parse(time) < endMs;
  await writer.write(events.filter(isBefore));
  then = await csvOf(toTable(await leagueOf('full_process_share', { span: days, now: endMs })), endMs);
  await writer.write(events.filter((event) => !isBefore(event)));
});

afterAll(async () => {
  await db.end();
  await database.drop();
});

const leagueOf = (kpi: KpiId, { span, now = nowMs, set }: { span?: Days; now?: number; set?: string } = {}) =>
  answerLeague(db, { world: 'live', nowMs: now, kpi, span, set });

const toTable = ({ rows }: League): AnyTable => leagueTable(telling, rows, { linkOf: () => '', saidOf: () => '' });

function send(table: AnyTable, format: 'csv' | 'xlsx', asOfMs: number): Promise<Response> {
  const asked = { format, url: new URL('http://x/'), language: 'vi', timeZone, world: 'live' } as const;
  return sendTable(table, { ...asked, filter: '', asOfMs, fileName: table.id });
}

async function csvOf(table: AnyTable, asOfMs: number): Promise<string> {
  return (await send(table, 'csv', asOfMs)).text();
}

/** The cells of one column below its title, in the workbook. */
async function columnOf(table: AnyTable, title: string): Promise<unknown[]> {
  const file = await send(table, 'xlsx', nowMs);
  const [sheet] = await readWorkbookFile(Buffer.from(await file.arrayBuffer()));
  const at = sheet?.data.findIndex((row) => row.includes(title)) ?? -1;
  if (!sheet || at < 0) throw new Error(`the workbook has no column ${title}`);
  const column = sheet.data[at]?.indexOf(title) ?? -1;
  return sheet.data.slice(at + 1).map((row) => row[column]);
}

describe('of days gone by', () => {
  it('a file holds what was known at their end: what happened later changes no cell of it', async () => {
    const league = await leagueOf('full_process_share', { span: days });
    const asOfMs = Date.parse(league.city?.answer.asOf ?? '');
    expect(asOfMs).toBe(endMs);
    expect(await csvOf(toTable(league), asOfMs)).toBe(then);
    expect(then).toContain('2026-11-06T17:00:00.000Z');
    expect(then.match(/^1,/m)).not.toBeNull();
  });

  it('a file is not the one of the present', async () => {
    const present = await leagueOf('full_process_share');
    expect(Date.parse(present.city?.answer.asOf ?? '')).toBe(nowMs);
    expect(await csvOf(toTable(present), nowMs)).not.toBe(then);
  });
});

describe('the office that answers', () => {
  it('stands by name in every row of a league, in the workbook and the CSV alike', async () => {
    const table = toTable(await leagueOf('full_process_share'));
    const cells = await columnOf(table, telling.words.columns.office);
    const names = table.rows.map(({ answer }: League['rows'][number]) => telling.office(answer.office));
    expect(cells).toEqual(names);
    expect(names[0]).toMatch(/^(Giám đốc|Chủ tịch)/);
    for (const name of new Set(names)) expect(await csvOf(table, nowMs)).toContain(name);
  });

  it('stands beside each promise, and has a row of its own with what it reached', async () => {
    const { rows, offices } = await answerPromises(db, { world: 'live', nowMs });
    const promises = promiseTable(telling, rows, { hasTarget: true, linkOf: () => '' });
    const { columns } = telling.words;
    expect(await columnOf(promises, columns.office)).toEqual(
      promises.rows.map(({ answer }) => telling.office(answer.office)),
    );
    const table = officeTable(telling, offices, { linkOf: () => '' });
    expect(await columnOf(table, columns.office)).toEqual(offices.map(({ office }) => telling.office(office)));
    expect(await columnOf(table, columns.targets)).toEqual(offices.map(({ targets }) => targets));
    expect(offices.map(({ office }) => office)).toContain('CT-TP');
    expect(await csvOf(table, nowMs)).toContain('Chủ tịch UBND thành phố Sáu Phường');
  });
});

describe('what a rank is made of', () => {
  it('is one KPI held to the target of one set, and the set says so', async () => {
    // In these days both sets hold.
    const now = Date.parse('2025-11-20T03:00:00Z');
    const city = await leagueOf('full_process_share', { set: 'city-2025-09', now });
    const resolution = await leagueOf('full_process_share', { set: 'resolution-188', now });
    expect(city.rows.map(({ answer }) => answer.target)).toEqual(Array.from({ length: 6 }, () => 0.4));
    expect(resolution.rows.map(({ answer }) => answer.target)).toEqual(Array.from({ length: 6 }, () => 0.7));
    expect(city.sets).toEqual(['city-2025-09', 'resolution-188']);
    expect(sayRank(telling, await leagueOf('full_process_share'))).toBe(
      'Hạng này của riêng chỉ tiêu Hồ sơ trực tuyến toàn trình, theo mục tiêu của bộ resolution-188; các chỉ tiêu khác của bộ không tính vào. Xếp theo giá trị của 6 đơn vị có số.',
    );
  });

  it('names how many are held to another set or to none, and their rows say to which', async () => {
    const league = await leagueOf('wait_p90', { set: 'own' });
    expect(league.held).toEqual({ bySet: 1, otherwise: 5 });
    expect(sayRank(telling, league)).toContain('5 trong đó không thuộc bộ này');
    const table = toTable(league);
    expect(table.columns.find(({ id }) => id === 'set')?.isFileOnly).toBe(false);
    const sets = await columnOf(table, telling.words.columns.set);
    expect(sets.filter((set) => set === 'own')).toHaveLength(1);
    expect(sets.filter((set) => set === telling.words.states.untargeted)).toHaveLength(5);
  });
});
