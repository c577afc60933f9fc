import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { DayAccount } from '#shared/money/account/day-account.ts';
import { findLateChanges } from '#shared/money/account/freeze-day.ts';
import type { ExplainedDifference } from '#shared/money/account/explanation.ts';
import { sumHeard } from '#shared/money/account/site-day.ts';
import { closedOr } from '#shared/money/ask/closed-heard.ts';
import { findDay } from '#shared/money/ask/find-day.ts';
import { readHeard, type ReadHeard } from '#shared/money/ask/heard.ts';
import { readDay } from '#shared/money/ask/read-day.ts';
import { readMoneyCity } from '#shared/money/ask/read-money-city.ts';
import { remembered } from '#shared/money/ask/remembered-heard.ts';
import { readWindow } from '#shared/money/ask/read-window.ts';
import { needsReason } from '#shared/money/match/difference.ts';
import { addDays } from '#shared/money/match/terms.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { requestCommand } from '#shared/service/request.ts';
import { readFrozenDay } from '#shared/store/money-closings.ts';
import { verifyAudit } from '#shared/store/verify-audit.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { ClosingTold, StatementChecked } from '#shared/wire/money-commands.ts';
import { parking } from '../../../ingest/senders/simulator/parking/parking.ts';
import { plantFaults, type Planted, type PlantedCity } from '../../support/bank-statement/plant-faults.ts';
import { mappings, personalWords, writeCsv, writeXlsx } from '../../support/bank-statement/write-statement.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { runCommand } from '../../support/run-command.ts';
import { simulateParts, sumBy } from '../../support/simulate-parts.ts';
import { startSystem, type System } from '../../support/system.ts';
import { waitFor } from '../../support/wait-for.ts';

/*
 * Three days of parking in the six-unit city through the real door, statements of its two operators' banks, and forty things
 * made wrong on the way, each known: they are found, and nothing else is. Then a day is closed.
 */
const world = 'sim:money';
const days = ['2026-11-23', '2026-11-24', '2026-11-25'];
const [first = ''] = days;
/** Of both statements. */
const lastDay = '2026-12-14';
const nowMs = Date.parse('2026-12-15T12:00:00+07:00');
const dir = mkdtempSync(join(tmpdir(), 'vonglau-money-'));

let database: TestDatabase;
let system: System;
let sql: pg.Client;
let city: PlantedCity;
let token = '';
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await createTestDatabase();
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity() },
    processes: ['office', 'writer', 'ingest'],
  });
  env = {
    ...{ VONGLAU_DATA: system.dataDir, VONGLAU_CITY: system.city, DATABASE_URL: database.databaseUrl },
    ...{ NATS_URL: inject('servers').natsUrl, REDIS_URL: inject('servers').redisUrl },
    ...{ INGEST_URL: system.ingestUrl, PUBLIC_ORIGIN: system.publicUrl },
  };
  sql = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await sql.connect();
  await system.ask('world.set', { world, anchorRealMs: 0, anchorWorldMs: nowMs, speed: 0, holdAtMs: null });
  token = await system.createKey({
    source: 'urn:six:parking',
    world,
    kinds: ['parking'],
    assets: ['*'],
    ratePerS: 1e6,
  });
  city = plantFaults(simulateParts([parking], { days: 4 }), { seed: 'forty', days });
  await send(city.events.map(({ id, type, asset, timeMs, data }) => ({ id, type, asset, timeMs, data })));
  for (const mapping of mappings) await system.ask('money.mapping.set', mapping);
}, 120_000);

afterAll(async () => {
  expect((await verifyAudit(sql)).faults).toEqual([]);
  await sql.end();
  await system.stop();
  await database.drop();
  rmSync(dir, { recursive: true, force: true });
});

type Said = { id: string; type: string; asset: string; timeMs: number; data: object };
let sent = 0;

/** Sends events through the door and waits until they are counted. */
async function send(events: readonly Said[]): Promise<void> {
  for (let at = 0; at < events.length; at += 1_000) {
    const batch = events.slice(at, at + 1_000).map(({ timeMs, asset, id, ...event }) => ({
      ...{ specversion: '1.0', source: 'urn:six:parking', id: `${asset}-${id}`, asset },
      ...{ ...event, time: new Date(timeMs).toISOString() },
    }));
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const post = () => fetch(`${system.ingestUrl}/v1/events`, { method: 'POST', headers, body: JSON.stringify(batch) });
    let answer = await post();
    // What the log is too busy for is sent again, as every sender does; it is counted once.
    const untilMs = performance.now() + 60_000;
    while (answer.status === 503 && performance.now() < untilMs) {
      await answer.arrayBuffer();
      await sleep(500);
      answer = await post();
    }
    expect([answer.status, answer.status === 202 ? '' : await answer.text()]).toEqual([202, '']);
  }
  sent += events.length;
  await waitFor('the events to be stored', async () => {
    const { rows } = await sql.query<{ n: number }>(
      "SELECT count(*) AS n FROM events WHERE world = $1 AND type <> 'clock.tick'",
      [world],
    );
    return rows[0]?.n === sent;
  });
}

function ask<Value>(actor: string, verb: string, body: object): Promise<CommandAnswer<Value>> {
  const subject = system.subjects.command('office', verb);
  return requestCommand<Value>(system.nats, subject, { actor, body, key: system.commandKey });
}

async function accountOf(day: string, heardBy: ReadHeard = readHeard) {
  return readDay(sql, await readMoneyCity(sql), { world, day, nowMs, heardBy });
}

/** Of which no event may be read. */
const noEvents: ReadHeard = () => Promise.reject(new Error('events were read'));

async function take(name: string, mapping: string): Promise<StatementChecked> {
  const { code, text } = await runCommand(
    ['parking', 'import', join(dir, name), '--mapping', mapping, '--world', world, '--json'],
    env,
  );
  expect([code, code === 0 ? '' : text]).toEqual([0, '']);
  return JSON.parse(text) as StatementChecked;
}

const bare = ({ step, class: kind, day, operator, site, method, amountVnd, cameLateVnd }: Planted): Planted => ({
  ...{ step, class: kind, day, operator, site, method, amountVnd, cameLateVnd },
});
const order = (a: Planted, b: Planted): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const reconcileBy = (...more: string[]) => runCommand(['parking', 'reconcile', '--world', world, ...more], env);

describe('bank statements', () => {
  it('are taken in, .csv and .xlsx, once each line however often it is sent', async () => {
    const ofVetc = city.transfers.filter(({ operator }) => operator === 'VETC');
    const ofVdtc = city.transfers.filter(({ operator }) => operator === 'VDTC');
    // Two statements that overlap by half, the first of them twice.
    writeFileSync(join(dir, 'early.csv'), writeCsv(ofVetc.slice(0, 40), lastDay));
    writeFileSync(join(dir, 'all.csv'), writeCsv(ofVetc, lastDay));
    writeFileSync(join(dir, 'vdtc.xlsx'), await writeXlsx(ofVdtc, lastDay));
    expect(await take('early.csv', 'VETC-A')).toMatchObject({ lines: 40, added: 40, known: 0, isRepeat: false });
    expect(await take('early.csv', 'VETC-A')).toMatchObject({ lines: 40, added: 0, known: 40, isRepeat: true });
    expect(await take('all.csv', 'VETC-A')).toMatchObject({ added: ofVetc.length - 40, known: 40 });
    expect(await take('vdtc.xlsx', 'VDTC-B')).toMatchObject({ added: ofVdtc.length, unknown: 0 });
    const { rows } = await sql.query('SELECT count(*) AS n, sum(amount_vnd)::bigint AS sum FROM money_lines');
    const sum = city.transfers.reduce((total, one) => total + one.amountVnd, 0);
    expect(rows).toEqual([{ n: city.transfers.length, sum }]);
  });

  it('that were read the wrong way are taken out, and taken in again', async () => {
    const { rows } = await sql.query<{ id: number; added: number }>(
      "SELECT id, added FROM money_statements WHERE mapping = 'VDTC-B'",
    );
    const [one] = rows;
    const id = one?.id ?? 0;
    expect(await ask('local:lan', 'money.statement.remove', { id, reason: 'đọc sai cột' })).toMatchObject({ ok: true });
    expect(await take('vdtc.xlsx', 'VDTC-B')).toMatchObject({ added: one?.added, known: 0, isRepeat: false });
  });

  it('leave nothing of who paid, in no table and no trail', async () => {
    const { rows } = await sql.query<{ text: string }>(
      `SELECT string_agg(all_rows.text, ' ') AS text FROM (
         SELECT t::text AS text FROM money_lines t UNION ALL SELECT t::text FROM money_statements t
         UNION ALL SELECT t::text FROM audit t UNION ALL SELECT t::text FROM commands t) AS all_rows`,
    );
    const text = rows[0]?.text ?? '';
    expect(text).toContain('VETC-A');
    for (const word of personalWords) expect(text).not.toContain(word);
  });

  it('with a row that is wrong are refused whole, the row and column named', async () => {
    writeFileSync(join(dir, 'bad.csv'), writeCsv(city.transfers.slice(0, 3), lastDay).replace(',00";"";', ',50";"";'));
    const { code, text } = await runCommand(
      ['parking', 'import', join(dir, 'bad.csv'), '--mapping', 'VETC-A', '--world', world],
      env,
    );
    expect(code).toBe(1);
    expect(text).toMatch(/row 4, Ghi có: “[\d.,]+50” has a fraction of a đồng/);
  });
});

describe('three days with forty planted differences', () => {
  it('have these, and no other', async () => {
    const found: ExplainedDifference[] = [];
    for (const day of days) found.push(...(await accountOf(day)).differences);
    expect(city.planted).toHaveLength(40);
    expect(found.map(bare).sort(order)).toEqual(city.planted.map(bare).sort(order));
  });

  it('add up to the đồng: what was paid, stated and banked', async () => {
    for (const day of days) {
      const { city: sums, differences, sites, operators } = await accountOf(day);
      const ofStep = (step: string): number =>
        differences.filter((one) => one.step === step).reduce((sum, one) => sum + one.amountVnd, 0);
      expect(ofStep('stated')).toBe(sums.paidVnd - (sums.statedVnd ?? NaN));
      expect(ofStep('banked')).toBe((sums.dueVnd ?? NaN) - (sums.bankedVnd ?? NaN));
      for (const part of [sites, operators]) {
        expect(part.reduce((sum, one) => sum + one.paidVnd, 0)).toBe(sums.paidVnd);
        expect(part.reduce((sum, one) => sum + (one.statedVnd ?? 0), 0)).toBe(sums.statedVnd);
      }
    }
  });

  it('were counted as the city made them, site by site, and nobody left unpaid', async () => {
    const account = await accountOf(first);
    const today = city.events.filter(({ timeMs }) => new Date(timeMs + 7 * 3_600_000).toISOString().startsWith(first));
    const count = (type: string) => sumBy(today, (event) => (event.type === type ? event.asset : undefined));
    const paid = sumBy(
      today,
      (event) => (event.type === 'parking.paid' ? event.asset : undefined),
      ({ data }) => Number(data.amountVnd),
    );
    const told = (key: 'entered' | 'sessions' | 'exited' | 'paidVnd') =>
      Object.fromEntries(account.sites.filter((one) => one[key] > 0).map((one) => [one.site.code, one[key]]));
    expect(told('entered')).toEqual(count('parking.entered'));
    expect(told('exited')).toEqual(count('parking.exited'));
    expect(told('paidVnd')).toEqual(paid);
    const stays = new Map<string, Set<string>>();
    for (const { type, asset, data } of today as { type: string; asset: string; data: { stayId?: string } }[]) {
      const isPart = ['parking.entered', 'parking.paid', 'parking.exited'].includes(type) && data.stayId !== undefined;
      if (isPart) stays.set(asset, (stays.get(asset) ?? new Set()).add(data.stayId ?? ''));
    }
    expect(told('sessions')).toEqual(Object.fromEntries([...stays].map(([site, ids]) => [site, ids.size])));
    expect(sumHeard(Object.values(account.city.shifts)).sessions).toBe(account.city.sessions);
    expect(account.sites.map(({ unpaidExits }) => unpaidExits)).toEqual(account.sites.map(() => 0));
    expect(account.coverage).toMatchObject({ sites: 8, silent: [] });
    const { days: window } = await readWindow(sql, await readMoneyCity(sql), {
      world,
      lastDay: days[2] ?? '',
      count: 3,
      nowMs,
    });
    expect(window[0]).toMatchObject({ day: first, paidVnd: account.city.paidVnd, statedVnd: account.city.statedVnd });
  });

  it('are told by the command line, which ends with 1', async () => {
    const { code, text } = await reconcileBy('--day', first);
    expect([code, text]).toEqual([1, expect.stringMatching(/CLASS[\s\S]*missing[\s\S]*\d+ unexplained/)]);
    const before = await reconcileBy('--day', days[2] ?? '', '--at', days[2] ?? '', '--json');
    const { classes } = JSON.parse(before.text) as { classes: Record<string, { count: number }> };
    expect([before.code, classes['missing']?.count, classes['awaited']?.count]).toEqual([0, 0, expect.any(Number)]);
  });
});

describe('closing a day', () => {
  let closing: ClosingTold;
  const memory = remembered(readHeard);

  it('wants every difference explained, each as it stands', async () => {
    const propose = { world, day: first, reason: 'cuối tháng' };
    expect(await ask('local:lan', 'money.close.propose', propose)).toMatchObject({ ok: false, code: 'conflict' });
    const { differences } = await accountOf(first);
    const open = differences.filter(needsReason);
    const [one] = open;
    const wrong = {
      world,
      day: first,
      difference: one?.key ?? '',
      amountVnd: (one?.amountVnd ?? 0) + 1,
      words: 'sai số',
    };
    expect(await ask('local:lan', 'money.explain', wrong)).toMatchObject({ ok: false, code: 'conflict' });
    for (const { key: difference, amountVnd } of open) {
      const words = { world, day: first, difference, amountVnd, words: 'đã hỏi đơn vị vận hành' };
      expect(await ask('local:lan', 'money.explain', words)).toMatchObject({ ok: true });
    }
    expect((await reconcileBy('--day', first)).code).toBe(0);
    const answer = await ask<ClosingTold>('local:lan', 'money.close.propose', propose);
    expect(answer).toMatchObject({ ok: true, value: { day: first, state: 'proposed' } });
    if (answer.ok) closing = answer.value;
    expect(await ask('local:minh', 'money.close.propose', propose)).toMatchObject({ code: 'conflict' });
  });

  it('takes two persons', async () => {
    const { id } = closing;
    expect(await ask('local:lan', 'money.close.approve', { id })).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await ask('account:lan', 'money.close.approve', { id })).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await ask('local:minh', 'money.close.approve', { id })).toMatchObject({
      ok: true,
      value: { state: 'closed' },
    });
  });

  it('keeps its figures; what comes later stands beside them', async () => {
    const frozen = await readFrozenDay(sql, closing.id);
    if (!frozen) throw new Error('nothing was kept');
    const anew = await accountOf(first);
    expect(findLateChanges(frozen, anew)).toEqual([]);
    expect(await accountOf(first, closedOr(noEvents))).toEqual(anew);
    expect(await accountOf(first, memory)).toEqual(anew);
    const timeMs = Date.parse(`${first}T09:00:00+07:00`);
    const late = { paymentId: 'late', method: 'qr', amountVnd: 25_000 };
    await send([{ id: 'late', type: 'parking.paid', asset: 'B001', timeMs, data: late }]);
    const now = await accountOf(first);
    expect(await accountOf(first, closedOr(memory))).toEqual(now);
    await expect(accountOf(first, closedOr(noEvents))).rejects.toThrow('events were read');
    expect(findLateChanges(frozen, now)).toMatchObject([
      { site: 'B001', figure: 'payments' },
      { site: 'B001', figure: 'paidVnd' },
    ]);
    const { rows } = await sql.query<{ hash: string }>('SELECT hash FROM money_closings WHERE id = $1', [closing.id]);
    expect(rows[0]?.hash).toBe(closing.hash);
  });

  it('is taken back only with a reason, and may be followed by another', async () => {
    const { id } = closing;
    expect(await ask('local:minh', 'money.reopen', { id, reason: '' })).toMatchObject({ ok: false, code: 'invalid' });
    expect(await ask('local:minh', 'money.reopen', { id, reason: 'tiền đến muộn' })).toMatchObject({ ok: true });
    const again = await ask('local:minh', 'money.close.propose', { world, day: first, reason: 'lần hai' });
    // The late payment is a new difference, or another amount of one.
    expect(again).toMatchObject({ ok: false, code: 'conflict' });
  });

  it('a withdrawn payment is no longer part of the day', async () => {
    const before = (await accountOf(first)).city.paidVnd;
    const timeMs = Date.parse(`${first}T10:00:00+07:00`);
    await send([
      { id: 'void', type: 'parking.voided', asset: 'B001', timeMs, data: { id: 'B001-late', reason: 'test' } },
    ]);
    await waitFor('the payment to be withdrawn', async () => (await accountOf(first)).city.paidVnd === before - 25_000);
    expect(await accountOf(first, memory)).toEqual(await accountOf(first));
  });
});

describe('a day whose events are dropped', () => {
  const [, second = '', third = ''] = days;
  const shown = (code: number, text: string) => ({ code, ...(code === 0 ? JSON.parse(text) : { text }) }) as Shown;
  type Shown = { code: number; by?: string; text?: string; city?: { paidVnd: number; statedVnd: number | null } };
  let before: DayAccount;
  let closing: ClosingTold;

  it('is first closed like any other', async () => {
    for (const { key: difference, amountVnd } of (await accountOf(second)).differences.filter(needsReason)) {
      const words = { world, day: second, difference, amountVnd, words: 'đã hỏi đơn vị vận hành' };
      expect(await ask('local:lan', 'money.explain', words)).toMatchObject({ ok: true });
    }
    const answer = await ask<ClosingTold>('local:lan', 'money.close.propose', {
      world,
      day: second,
      reason: 'cuối tháng',
    });
    if (!answer.ok) throw new Error(answer.message);
    closing = answer.value;
    expect(await ask('local:minh', 'money.close.approve', { id: closing.id })).toMatchObject({ ok: true });
    // As it is kept: a zero has no sign.
    before = JSON.parse(JSON.stringify(await accountOf(second))) as DayAccount;
  });

  it('is told by what was kept at its closing, with what came after; nothing is missing', async () => {
    const gone = Date.parse(`${second}T00:00:00Z`);
    await sql.query(
      `INSERT INTO seals (world, day, events, events_hash, dropped_at)
       SELECT $1, generate_series($2::date - 20, $2::date, '1 day'), 1, 'x', now() ON CONFLICT DO NOTHING`,
      [world, addDays(second, -1)],
    );
    // A day of the log ends within the next day of the city.
    await sql.query('DELETE FROM events WHERE world = $1 AND time < $2', [world, new Date(gone)]);
    expect((await accountOf(second)).city.entered).not.toBe(before.city.entered);
    const found = await findDay(sql, await readMoneyCity(sql), { world, day: second, nowMs });
    expect(found).toMatchObject({ by: 'closed', goneTo: second, late: [] });
    if (found.by === 'none') throw new Error('nothing was found');
    const { operators, city: sums, differences, sites } = JSON.parse(JSON.stringify(found.account)) as DayAccount;
    expect([operators, sums, differences]).toEqual([before.operators, before.city, before.differences]);
    expect(sites.map((one) => ({ ...one, drift: null }))).toEqual(before.sites.map((one) => ({ ...one, drift: null })));
    const { code, text } = await reconcileBy('--day', second, '--json');
    expect(shown(code, text)).toMatchObject({ code: 0, by: 'closed', city: { paidVnd: sums.paidVnd } });
    expect((await reconcileBy('--day', second)).text).toMatch(/are gone; these are the figures of closing \d+/);
  });

  it('that was not closed is refused, with what to do; so are its acts', async () => {
    const { code, text } = await reconcileBy('--day', first);
    expect([code, text]).toEqual([
      1,
      expect.stringMatching(/are gone \(RETENTION_D\) and it was not closed[\s\S]*close days/),
    ]);
    const gone = { ok: false, code: 'conflict', message: expect.stringContaining('are gone') as string };
    expect(await ask('local:lan', 'money.close.propose', { world, day: first, reason: 'muộn' })).toMatchObject(gone);
    expect(await ask('local:minh', 'money.reopen', { id: closing.id, reason: 'muộn' })).toMatchObject(gone);
    const words = { world, day: first, difference: 'x', amountVnd: 1, words: 'đã hỏi' };
    expect(await ask('local:lan', 'money.explain', words)).toMatchObject(gone);
  });

  it('is in a window of days, and no part of what is lacking', async () => {
    const window = await readWindow(sql, await readMoneyCity(sql), { world, lastDay: third, count: 3, nowMs });
    expect(window.goneTo).toBe(second);
    expect(window.days).toMatchObject([
      { day: first, isGone: true, statedVnd: null },
      { day: second, isGone: true, paidVnd: before.city.paidVnd, statedVnd: before.city.statedVnd },
      { day: third, isGone: false, statedVnd: (await accountOf(third)).city.statedVnd },
    ]);
    const ofDay = window.differences.filter((one) => one.class !== 'unknown').map(({ day }) => day);
    expect(new Set(ofDay)).toEqual(new Set([third]));
  });
});
