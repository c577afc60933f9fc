import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyBrief } from '#shared/brief/ask/verify-brief.ts';
import type { Brief, BriefKpi } from '#shared/brief/brief.ts';
import { mostLetterBytes } from '#shared/brief/mail/to-letter.ts';
import { latestDue } from '#shared/brief/period.ts';
import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { packAssets } from '#shared/locality/assets-of.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { findPrinter } from '#shared/service/print-pdf.ts';
import { createPrinting } from '#shared/service/printing.ts';
import { sealWith } from '#shared/service/seal.ts';
import { listRevisions } from '#shared/store/brief-revisions.ts';
import { listBriefLetters } from '#shared/store/brief-readers.ts';
import { listBriefs, readBrief } from '#shared/store/briefs.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { checkLate } from '../../../stream/office/brief/check-late.ts';
import { issueBrief } from '../../../stream/office/brief/issue-brief.ts';
import { issueDue } from '../../../stream/office/brief/issue-due.ts';
import { sendLetters } from '../../../stream/office/brief/send-letters.ts';
import { describeProof } from '../../../infra/brief/describe-proof.ts';
import { importAtFirstStart } from '../../../stream/office/registry/first-import.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { recountByHand, recounted } from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import { isInSlot, recountWaits } from '../../support/kpis-by-hand/recount-waits.ts';
import { mailChannel, openMailServer } from '../../support/receivers.ts';
import { simulateCity, sixUnit } from '../../support/simulate-parts.ts';
import { addTaskEntry, insertMatters } from './insert-matters.ts';

/*
 * Four days of the simulated city of six units, counted by the writer's own code: every figure of its briefs is what SQL
 * written by hand says of the raw events; a brief worked out again at its cut is the same, whatever came later; what came
 * later is its addendum; the letter arrives at a real SMTP server.
 */
const firstDay = '2026-11-17';
/** What no KPI reads, and would only take time to write. */
const unread =
  /^(record\.step|parking\.(entered|exited|occupancy|settled)|counter|staff|report|ticket\.(issued|served)|kiosk\.session)/;
const log = createLog('test', 'silent');
const day = { id: 'day', name: { vi: 'Bản tin ngày', en: 'Daily brief' } };
const week = { id: 'week', name: { vi: 'Bản tin tuần', en: 'Weekly brief' } };
const seal = sealWith(randomBytes(32), 'contacts');

let database: TestDatabase;
let pool: pg.Pool;
let db: pg.Client;
let writer: Awaited<ReturnType<typeof openWriter>>;
let late: AcceptedEvent[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 4, types: pgTypes });
  const dir = join(import.meta.dirname, '../../support/cities/six-unit');
  await importAtFirstStart(pool, dir, { log, now: new Date('2026-10-01T00:00:00Z') });
  db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const unitOf = new Map(packAssets(sixUnit).map(({ code, unit }) => [code, unit]));
  const events = simulateCity({ day: firstDay, days: 4, heartbeatS: 1_800 })
    .filter(({ type }) => !unread.test(type))
    .map(({ type, asset, timeMs, data, id }) => {
      const personal = new Set(findType(type)?.type.personal ?? []);
      const open = Object.fromEntries(Object.entries(data).filter(([key]) => !personal.has(key)));
      return anEvent(type, open, { id, asset, unit: unitOf.get(asset) ?? '', time: new Date(timeMs).toISOString() });
    });
  // A point whose line was down on the 19th: what it recorded arrives after the brief.
  const isLate = ({ type, time, unit }: AcceptedEvent): boolean =>
    type.startsWith('record.') && unit === '00004' && time >= '2026-11-19T03' && time < '2026-11-19T09';
  late = events.filter(isLate);
  writer = await openWriter(db);
  await writer.write(events.filter((event) => !isLate(event)));
  await insertMatters(db);
}, 180_000);

afterAll(async () => {
  await db.end();
  await pool.end();
  await database.drop();
});

async function issue(
  period: typeof day,
  from: string,
  to: string,
  { world = 'live', at = `${to}T00:00:00Z` } = {},
): Promise<{ id: number; letters: number }> {
  const wish = { world, period, days: { from, to }, issuedAtMs: Date.parse(at), realNow: new Date(), by: 'test' };
  const issued = await inTransaction(pool, (sql) => issueBrief(pool, sql, wish));
  if (!issued) throw new Error(`${period.id} ${from} was issued before`);
  return issued;
}

async function read(id: number): Promise<Brief> {
  const stored = await readBrief(pool, id);
  if (!stored) throw new Error(`no brief ${id}`);
  return stored.brief;
}

const cityRow = (brief: Brief, kpi: string): BriefKpi | undefined =>
  brief.counted.kpis.find((row) => row.kpi === kpi && row.unit === '');

/** Every figure of a brief against SQL over the raw events, as they stand now. */
async function expectRecounted(brief: Brief): Promise<void> {
  const byHand = { world: 'live', ...brief.period.days };
  for (const kpi of recounted) {
    const row = cityRow(brief, kpi);
    const hand = (await recountByHand(db, kpi, byHand)).get('') ?? { num: 0, den: 0 };
    expect([kpi, row?.numerator, row?.denominator]).toEqual([kpi, hand.num, hand.den]);
  }
  for (const [kpi, what] of [
    ['kiosk_availability', 'kiosk'],
    ['system_uptime', 'system'],
  ] as const) {
    const row = cityRow(brief, kpi);
    const hand = (await recountSeenWell(db, what, { ...byHand, asOf: brief.asOf })).get('');
    expect([kpi, row?.numerator, row?.denominator]).toEqual([kpi, hand?.num, hand?.den]);
  }
  const exact = (await recountWaits(db, 0.9, byHand)).get('');
  if (exact) expect(isInSlot(cityRow(brief, 'wait_p90')?.value ?? null, exact)).toBe(true);
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*) AS n FROM events WHERE world = 'live'
     AND (time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= $1::date AND (time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $2::date`,
    [brief.period.days.from, brief.period.days.to],
  );
  expect(brief.counted.events).toBe(rows[0]?.n);
}

it.each([
  ['2026-11-17', '2026-11-18'],
  ['2026-11-18', '2026-11-19'],
  ['2026-11-19', '2026-11-20'],
  ['2026-11-20', '2026-11-21'],
])('every figure of the day %s equals its recount, and it is the same when worked out again', async (from, to) => {
  const { id } = await issue(day, from, to);
  const brief = await read(id);
  expect(cityRow(brief, 'online_share')?.value).toBeGreaterThan(0);
  await expectRecounted(brief);
  const yesterday = { world: 'live', from: brief.period.days.from, to };
  const online = (await recountByHand(db, 'online_share', yesterday)).get('');
  expect(cityRow(brief, 'online_share')?.trend.at(-1)).toBe((online?.num ?? 0) / (online?.den ?? 1));
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true, isUntouched: true, differences: [] });
});

it('every figure of a week equals its recount, and it is the same when worked out again', async () => {
  const { id } = await issue(week, '2026-11-16', '2026-11-23');
  const brief = await read(id);
  await expectRecounted(brief);
  expect(cityRow(brief, 'full_process_share')?.course?.days).toEqual({ from: '2026-11-01', to: '2026-12-01' });
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true, differences: [] });
});

it('tells what a desk suffered, what is silent, and whose clock was missed', async () => {
  const [stored] = (await listBriefs(pool, { world: 'live', limit: 100 })).rows.filter(
    (row) => row.fromDay === '2026-11-19',
  );
  const { counted, recorded, sentences } = await read(stored?.id ?? 0);
  expect(counted.alarms).toMatchObject({ announced: 14, floods: 1, worstHour: { alerts: 14 }, verdict: 'acceptable' });
  expect(counted.silences).toEqual([
    {
      rule: 'kiosk-silent',
      name: { vi: 'Kiosk im lặng', en: 'Kiosk silent' },
      places: 3,
      since: '2026-11-19T02:00:20.000Z',
    },
  ]);
  expect(recorded.incidents.map(({ detect, resolve }) => [detect, resolve])).toEqual([
    ['kept', 'kept'],
    ['missed', 'missed'],
  ]);
  expect(sentences.decide.vi).toMatch(/SC-\d+ quá hạn 4 giờ chưa xong/);
});

it('is headed by the order that is overdue, until that is settled; what is issued stays as it was', async () => {
  const briefOf = async (from: string): Promise<{ id: number; tasks: Brief['recorded']['tasks'] }> => {
    const { rows } = await listBriefs(pool, { world: 'live', limit: 100 });
    const id = rows.find(({ fromDay, period }) => fromDay === from && period === 'day')?.id ?? 0;
    return { id, tasks: (await read(id)).recorded.tasks };
  };
  expect((await briefOf('2026-11-17')).tasks).toMatchObject([{ id: 'NV-1', office: 'GD-VP', overdueMs: null }]);
  const { id, tasks } = await briefOf('2026-11-18');
  expect(tasks).toMatchObject([{ id: 'NV-1', overdueMs: 14 * 3_600_000 }]);
  expect((await read(id)).sentences.decide.vi).toMatch(
    /^1 việc đã giao quá hạn \(lâu nhất: NV-1 của .*, quá 14\sgiờ\)/,
  );
  await addTaskEntry(db, '2026-11-21T02:00:00Z', { move: 'withdraw', why: 'xong' });
  await db.query(`UPDATE tasks SET state = 'withdrawn', settled_at = '2026-11-21T02:00:00Z'`);
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true });
});

it('stands as it was when events arrive late; they are its addendum, from the old figure to the new one', async () => {
  const [row] = (await listBriefs(pool, { world: 'live', limit: 100 })).rows.filter(
    ({ fromDay }) => fromDay === '2026-11-19',
  );
  const id = row?.id ?? 0;
  const before = await read(id);
  const submitted = late.filter(({ type }) => type === 'record.submitted').length;
  expect(submitted).toBeGreaterThan(5);
  await writer.write(late);
  // A target and an exclusion that come later change nothing of it either.
  await db.query(`UPDATE targets SET target = 0.01 WHERE kpi = 'full_process_share'`);
  await db.query(
    `INSERT INTO exclusions (world, kpis, unit_set, from_at, to_at, cause, reason, evidence, state, proposed_by, proposed_at,
       decided_by, decided_at) VALUES ('live', '{online_share}', 'all', '2026-11-19T03:00Z', '2026-11-19T05:00Z', 'portal', 'r', 'e',
       'approved', 'a', now(), 'b', now())`,
  );
  expect(await verifyBrief(db, id)).toMatchObject({ isSame: true, isUntouched: true });

  const checked = await inTransaction(pool, (sql) => checkLate(pool, sql, { id, by: 'test', at: new Date() }));
  expect(checked).toMatchObject({ lateEvents: late.length, addendum: 1 });
  const [addendum] = await listRevisions(pool, id);
  const hand = (await recountByHand(db, 'online_share', { world: 'live', ...before.period.days })).get('');
  const [change] = (addendum?.changes ?? [])
    .filter((one) => one.what === 'kpi')
    .filter((one) => one.kpi === 'online_share' && one.unit === '' && one.of === 'denominator');
  expect(change).toMatchObject({ was: cityRow(before, 'online_share')?.denominator, is: hand?.den });
  expect((change?.is ?? 0) - (change?.was ?? 0)).toBeGreaterThan(0);
  expect(await read(id)).toEqual(before);
  const again = await inTransaction(pool, (sql) => checkLate(pool, sql, { id, by: 'test', at: new Date() }));
  expect(again).toEqual({ lateEvents: 0, addendum: null, changes: 0 });
});

it('cannot be changed, and shows it when somebody with the database changed it all the same', async () => {
  const { rows } = await listBriefs(pool, { world: 'live', limit: 100 });
  const id = rows.find(({ fromDay }) => fromDay === '2026-11-17')?.id ?? 0;
  await expect(pool.query('UPDATE briefs SET data = data WHERE id = $1', [id])).rejects.toThrow(/never changed/);
  await expect(pool.query('DELETE FROM brief_revisions')).rejects.toThrow(/never changed/);
  await db.query('ALTER TABLE briefs DISABLE TRIGGER briefs_frozen');
  await db.query(`UPDATE briefs SET data = replace(data, '"place"', '"plaice"') WHERE id = $1`, [id]);
  expect(await verifyBrief(db, id)).toMatchObject({ isUntouched: false });
  await db.query(`UPDATE briefs SET data = replace(data, '"plaice"', '"place"') WHERE id = $1`, [id]);
  await db.query('ALTER TABLE briefs ENABLE TRIGGER briefs_frozen');
  expect(await verifyBrief(db, id)).toMatchObject({ isUntouched: true, isSame: true });
});

it('is issued by itself at seven by the clock of its world, once', async () => {
  const count = async (): Promise<number> => (await listBriefs(pool, { world: 'live', limit: 1 })).total;
  const before = await count();
  // Of these days the city has no brief yet: at ten to seven nothing is due but what was the day before.
  await issueDue(pool, Date.parse('2026-11-21T23:50:00Z'), log);
  expect(await count()).toBe(before);
  await issueDue(pool, Date.parse('2026-11-22T00:00:00Z'), log);
  await issueDue(pool, Date.parse('2026-11-22T00:00:20Z'), log);
  expect(await count()).toBe(before + 1);
  const [row] = (await listBriefs(pool, { world: 'live', limit: 1 })).rows;
  expect(row).toMatchObject({ period: 'day', fromDay: '2026-11-21', issuedBy: 'process:office', isWhole: true });
  expect((await read(row?.id ?? 0)).recorded.tasks).toEqual([]);
  expect(latestDue({ every: 'weekly', onDay: 1, at: '07:00' }, { day: '2026-11-22', time: '07:00' })).toEqual({
    from: '2026-11-09',
    to: '2026-11-16',
  });
});

it('reaches who asked for it, with its text and its paper, and nobody from another world', async () => {
  const server = await openMailServer();
  const settings = mailChannel(server.port);
  await db.query(
    `INSERT INTO channels (kind, settings, version, edited_by, edited_at) VALUES ('email', $1, 1, 'test', now())`,
    [JSON.stringify(settings)],
  );
  await db.query(
    `INSERT INTO contacts (id, name_vi, name_en, email_sealed, channels, version, edited_by, edited_at)
     VALUES ('chu-tich', 'Chủ tịch', 'Chairman', $1, '{email}', 1, 'test', now())`,
    [seal.close('chairman@vonglau.example')],
  );
  await db.query(
    `INSERT INTO brief_readers (contact, period, language, added_by, added_at) VALUES ('chu-tich', 'day', 'vi', 'test', now())`,
  );
  expect(
    (await issue(day, '2026-11-22', '2026-11-23', { world: 'sim:other', at: '2026-11-23T00:00:00Z' })).letters,
  ).toBe(0);
  const { id, letters } = await issue(day, '2026-11-22', '2026-11-23');
  expect(letters).toBe(1);
  const printing = createPrinting({ PATH: '/usr/bin', CHROMIUM_PATH: process.env['CHROMIUM_PATH'] });
  await sendLetters({ pool, seal, origin: 'https://vonglau.example', printing, log }, Date.now);
  expect(await listBriefLetters(pool, id)).toMatchObject([{ contact: 'chu-tich', state: 'sent', attempts: 1 }]);
  const [mail] = server.mails;
  expect(mail?.to).toBe('chairman@vonglau.example');
  const raw = mail?.raw ?? '';
  expect(raw).toMatch(/Content-Type: text\/plain/);
  expect(raw).toMatch(/Content-Type: text\/html/);
  expect(raw).toContain(`Message-ID: <brief-${id}-chu-tich-`);
  const html = decodePart(raw, 'text/html');
  expect(Buffer.byteLength(html)).toBeLessThan(mostLetterBytes);
  expect(html).toContain('Cần quyết định');
  expect(decodePart(raw, 'text/plain')).toContain(`https://vonglau.example/brief/${id}`);
  const printer = findPrinter({ PATH: '/usr/bin', CHROMIUM_PATH: process.env['CHROMIUM_PATH'] });
  expect(raw.includes('Content-Type: application/pdf')).toBe(printer !== undefined && existsSync(printer));
  await server.close();
}, 120_000);

it('is held against its hashes alone once raw events it needs are dropped, and that is said', async () => {
  const { rows } = await listBriefs(pool, { world: 'live', limit: 100 });
  const { id = 0 } = rows.find(({ revisions }) => revisions > 0) ?? {};
  await db.query(
    `INSERT INTO seals (world, day, events, events_hash, dropped_at) VALUES ('live', '2026-11-08', 1, 'x', now())
     ON CONFLICT DO NOTHING`,
  );
  const gone = { hindrance: { why: 'gone', to: '2026-11-08' }, isSame: null, events: 0, differences: [] };
  const proof = await verifyBrief(db, id);
  expect(proof).toMatchObject({ ...gone, isUntouched: true });
  expect(describeProof(proof).join(' ')).toMatch(
    /2026-11-08 are gone .* cannot be worked out again .* are what their hashes say/,
  );
  await db.query('ALTER TABLE brief_revisions DISABLE TRIGGER USER');
  await db.query('UPDATE brief_revisions SET changes = $1 WHERE brief = $2', ['[]', id]);
  expect(await verifyBrief(db, id)).toMatchObject({ ...gone, isUntouched: false });
});

/** A part of a letter as its reader sees it. */
function decodePart(raw: string, type: string): string {
  const at = raw.indexOf(`Content-Type: ${type}`);
  const start = raw.indexOf('\r\n\r\n', at) + 4;
  const head = raw.slice(at, start);
  const body = raw.slice(start, raw.indexOf('\r\n--', start));
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const bytes = body
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}
