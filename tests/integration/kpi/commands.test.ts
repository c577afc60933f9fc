import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { KpiAnswer } from '#shared/kpi/answer.ts';
import { formulaOn, formulas } from '#shared/kpi/formulas/formulas.ts';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listTargets } from '#shared/store/list-targets.ts';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { openWriter } from '../../bench/scale/write-first-day.ts';
import { anEvent } from '../../support/an-event.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from '../office/launch-office.ts';
import { openRegistryReader, type RegistryReader } from '../office/registry-reader.ts';

const SIX_UNIT = join(import.meta.dirname, '../../support/cities/six-unit');
const today = await steadyToday();
const hour = Math.floor(Date.now() / 3_600_000) * 3_600_000;

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;
let city: string;

beforeAll(async () => {
  city = randomCity();
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  registry = await openRegistryReader(city, folder.dataDir);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2, types: pgTypes });
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir, packDir: SIX_UNIT });
  for (const [name, role, unit] of [
    ['lan', 'unit', '00070'],
    ['minh', 'leader', undefined],
    ['hoa', 'leader', undefined],
    ['an', 'administrator', undefined],
  ]) {
    const made = await registry.ask('account.create', { name, role, ...(unit !== undefined && { unit }) });
    if (!made.ok) throw new Error(made.message);
  }
  const db = new pg.Client({ connectionString: database.databaseUrl, types: pgTypes });
  await db.connect();
  const writer = await openWriter(db);
  // Of the hour that is excluded, also when another begins before this is reached.
  const time = new Date(hour).toISOString();
  await writer.write(
    ['00004', '00008', '00025', '00070', '00082', '00103'].map((unit, at) =>
      anEvent(
        'record.submitted',
        { recordId: `R${at}`, procedure: '2.000815', channel: at < 3 ? 'online' : 'counter', level: 'full' },
        { id: `r${at}`, unit, asset: `P${unit}`, time },
      ),
    ),
  );
  await db.end();
});

afterAll(async () => {
  expect(await office.stop()).toBe(0);
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

/** Runs `vonglau …` against the test's system. */
async function vonglau(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const { natsUrl, redisUrl } = inject('servers');
  const env = {
    ...{ VONGLAU_CITY: city, VONGLAU_DATA: folder.dataDir, NATS_URL: natsUrl, REDIS_URL: redisUrl },
    ...{ DATABASE_URL: database.databaseUrl, INGEST_URL: 'http://127.0.0.1:1', PUBLIC_ORIGIN: 'http://localhost:8080' },
  };
  const code = await runCommandLine(words, { stdin, stdout, stderr, signal: new AbortController().signal, env });
  const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
  return { code, out: text(stdout), err: text(stderr) };
}

const wish = {
  ...{
    kpis: ['online_share'],
    unitSet: 'unit:00070',
    cause: 'portal',
    reason: 'Cổng quốc gia ngừng',
    evidence: 'biên bản 12',
  },
  ...{ from: new Date(hour).toISOString(), to: new Date(hour + 3_600_000).toISOString() },
};
const propose = (over: object = {}, actor = 'account:lan') =>
  registry.ask<ExclusionTold>('exclusion.propose', { ...wish, ...over }, undefined, actor);
const decide = (verb: string, id: number, actor: string) => registry.ask(`exclusion.${verb}`, { id }, undefined, actor);

async function proposed(over: object = {}): Promise<number> {
  const answer = await propose(over);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value.id;
}

async function adjustedOf(unit: string): Promise<KpiAnswer['adjusted']> {
  const { out } = await vonglau('kpi', '--unit', unit, '--kpi', 'online_share', '--json');
  return (JSON.parse(out) as KpiAnswer[])[0]?.adjusted ?? null;
}

describe('an exclusion', () => {
  it('changes no figure until another person approves it, and none again once that is taken back', async () => {
    const id = await proposed();
    expect(await adjustedOf('00070')).toBeNull();
    expect(await decide('approve', id, 'account:lan')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await decide('approve', id, 'account:minh')).toMatchObject({
      ok: true,
      value: { state: 'approved', decidedBy: 'account:minh' },
    });
    expect(await adjustedOf('00070')).toMatchObject({
      numerator: 0,
      denominator: 0,
      value: null,
      exclusions: [{ id, cause: 'portal' }],
    });
    expect(await decide('reject', id, 'account:hoa')).toMatchObject({ ok: true, value: { state: 'rejected' } });
    expect(await adjustedOf('00070')).toBeNull();
    const { rows } = await pool.query('SELECT verb, actor FROM audit WHERE subject = $1 ORDER BY seq', [
      `exclusion:${id}`,
    ]);
    expect(rows).toEqual([
      { verb: 'exclusion.propose', actor: 'account:lan' },
      { verb: 'exclusion.approve', actor: 'account:minh' },
      { verb: 'exclusion.reject', actor: 'account:hoa' },
    ]);
  });

  it('cannot be approved by its proposer, under whatever login of the same name', async () => {
    const answer = await propose({ unitSet: 'all' }, 'account:minh');
    const id = answer.ok ? answer.value.id : 0;
    expect(await decide('approve', id, 'account:minh')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await decide('approve', id, 'local:Minh')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await decide('reject', id, 'account:minh')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await decide('withdraw', id, 'account:hoa')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await decide('withdraw', id, 'account:minh')).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    expect(await decide('approve', id, 'account:hoa')).toMatchObject({ ok: false, code: 'conflict' });
  });

  it('of a unit is proposed by that unit for itself alone, and seen by it', async () => {
    expect(await propose({ unitSet: 'unit:00004' })).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await propose({ unitSet: 'all' })).toMatchObject({ ok: false, code: 'forbidden' });
    const list = (body: object) => registry.ask<ExclusionTold[]>('exclusion.list', body, undefined, 'account:lan');
    expect(await list({})).toMatchObject({ ok: false, code: 'forbidden' });
    const own = await list({ unit: '00070' });
    expect(own.ok && own.value.every(({ unitSet }) => ['all', 'unit:00070'].includes(unitSet))).toBe(true);
  });

  it('is refused when it makes no sense', async () => {
    const refused = async (over: object) => propose(over, 'account:minh');
    expect(await refused({ from: wish.to, to: wish.from })).toMatchObject({ code: 'invalid' });
    expect(await refused({ from: new Date(hour - 60_000).toISOString() })).toMatchObject({ code: 'invalid' });
    expect(await refused({ kpis: ['system_uptime'] })).toMatchObject({ code: 'invalid' });
    expect(await refused({ unitSet: 'unit:99999' })).toMatchObject({ code: 'not-found' });
    expect(await refused({ kpis: ['no_such'] })).toMatchObject({ code: 'invalid' });
  });

  it('is proposed, listed and decided on the command line', async () => {
    const args = [
      '--kpi',
      'online_share',
      '--unit-set',
      'all',
      '--from',
      wish.from,
      '--to',
      wish.to,
      '--cause',
      'power',
    ];
    const made = await vonglau(
      'exclusion',
      'propose',
      ...args,
      '--reason',
      'Mất điện',
      '--evidence',
      'EVN 7',
      '--json',
    );
    const { id } = JSON.parse(made.out) as ExclusionTold;
    const refused = await vonglau('exclusion', 'approve', String(id));
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('another person');
    const { out } = await vonglau('exclusion', 'list', '--state', 'proposed');
    expect(out).toMatch(new RegExp(`^${id} +proposed +all`, 'm'));
    expect((await vonglau('exclusion', 'withdraw', String(id))).code).toBe(0);
  });
});

describe('a target', () => {
  const target = { set: 'own', kpi: 'online_share', unitSet: 'type:phuong', target: 0.7, direction: 'at_least' };
  const set = (over: object = {}, actor = 'account:an') =>
    registry.ask('target.set', { ...target, from: today, ...over }, undefined, actor);
  const own = async () => (await listTargets(pool)).filter((row) => row.set === 'own' && row.kpi === 'online_share');

  it('is set from today on, gives way to the next from its day on, and says who set it', async () => {
    expect(await set()).toMatchObject({ ok: true });
    expect(await set({ from: addDays(today, 10), target: 0.9 })).toMatchObject({ ok: true });
    expect(
      (await own()).map(({ validFrom, validTo, target, editedBy }) => [validFrom, validTo, target, editedBy]),
    ).toEqual([
      [today, addDays(today, 10), 0.7, 'account:an'],
      [addDays(today, 10), null, 0.9, 'account:an'],
    ]);
    const { rows } = await pool.query(
      "SELECT count(*) AS n FROM audit WHERE subject = 'target:own:online_share:type:phuong'",
    );
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('never changes what was to be reached before', async () => {
    const before = await own();
    expect(await set({ from: addDays(today, -1) })).toMatchObject({ ok: false, code: 'invalid' });
    expect(await own()).toEqual(before);
    const row = (await listTargets(pool)).find(
      ({ set, kpi }) => set === 'resolution-188' && kpi === 'full_process_share',
    );
    const change = { ...target, set: 'resolution-188', kpi: 'full_process_share', unitSet: 'all', target: 0.5 };
    expect(await registry.ask('target.set', { ...change, from: today }, undefined, 'account:an')).toMatchObject({
      ok: true,
    });
    const after = (await listTargets(pool)).filter(({ set }) => set === 'resolution-188');
    expect(after[0]).toEqual({ ...row, validTo: today });
    expect(after[1]).toMatchObject({ validFrom: today, validTo: null, target: 0.5 });
  });

  it('without a version of the formula is held to the one in use on its first day', async () => {
    const formula = formulaOn(formulas, 'kiosk_availability', today);
    expect(await set({ kpi: 'kiosk_availability' })).toMatchObject({ ok: true });
    const rows = (await listTargets(pool)).filter(({ set, kpi }) => set === 'own' && kpi === 'kiosk_availability');
    expect(rows.map(({ formulaVersion }) => formulaVersion)).toEqual([formula?.version]);
    expect(formula?.version).toBeGreaterThan(1);
  });

  it('is refused to whoever may not, and when it makes no sense', async () => {
    expect(await set({}, 'account:minh')).toMatchObject({ ok: false, code: 'forbidden' });
    expect(await set({ target: 80 })).toMatchObject({ ok: false, code: 'invalid' });
    expect(await set({ formulaVersion: 7 })).toMatchObject({ ok: false, code: 'invalid' });
    expect(await set({ unitSet: 'unit:99999' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(await set({ office: 'NOBODY' })).toMatchObject({ ok: false, code: 'not-found' });
    const mine = await registry.ask<unknown[]>('target.list', { unit: '00070' }, undefined, 'account:lan');
    expect(mine.ok && mine.value.length).toBeGreaterThan(3);
  });

  it('is set and listed on the command line', async () => {
    const words = ['cli', 'wait_p90', '900000', '--unit-set', 'all', '--from', today, '--direction', 'at_most'];
    expect((await vonglau('target', 'set', ...words)).out).toContain('≤ 15 min 0 s');
    expect((await vonglau('target', 'list')).out).toMatch(/^cli +wait_p90 +all +≤ 15 min 0 s/m);
  });
});

describe('vonglau kpi', () => {
  it('shows figures with their world, target, coverage and office', async () => {
    const { code, out, err } = await vonglau('kpi', '--kpi', 'online_share');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^live, counted up to 20/);
    expect(out).toMatch(/online_share +type:phuong .*50 % \(3\/6\).*≥ 70 % own .*6 of 6/);
  });

  it('gives a table of all units, and tells by procedures', async () => {
    const { out } = await vonglau('kpi', '--unit', 'all', '--kpi', 'online_share', '--by-procedures', '--json');
    const answers = JSON.parse(out) as KpiAnswer[];
    expect(answers.map(({ unit, basis, value }) => [unit, basis, value])).toEqual([
      ...['00004', '00008', '00025'].map((unit) => [unit, 'procedures', 1]),
      ...['00070', '00082', '00103'].map((unit) => [unit, 'procedures', 0]),
    ]);
  });

  it('says what it cannot answer', async () => {
    expect((await vonglau('kpi', '--kpi', 'nothing')).err).toContain('kpi');
    expect((await vonglau('kpi', '--world', 'sim:none')).err).toContain('there is no world sim:none');
    expect((await vonglau('kpi', '--from', today)).err).toContain('from and to');
    expect((await vonglau('kpi', '--city', 'elsewhere')).err).toContain('VONGLAU_DATA');
  });
});
