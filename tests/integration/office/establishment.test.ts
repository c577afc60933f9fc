import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { addDays } from '#shared/kpi/ledger/days.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { planOn } from '#shared/staff/role-staff.ts';
import { listEstablishment } from '#shared/store/list-establishment.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { readEstablishmentPast } from '#shared/store/read-establishment-past.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { EstablishmentTold } from '#shared/wire/staff-commands.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { makePackWithRoles } from '../../support/pack-with-roles.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

const today = await steadyToday();
const later = addDays(today, 10);
const { startOf } = civilCalendar('Asia/Ho_Chi_Minh');

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let pack: Awaited<ReturnType<typeof makePackWithRoles>>;
let office: LaunchedOffice;
let registry: RegistryReader;
let city: string;

beforeAll(async () => {
  city = randomCity();
  [database, folder, pack] = await Promise.all([createTestDatabase(), makeDataDir(), makePackWithRoles()]);
  registry = await openRegistryReader(city, folder.dataDir);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2, types: pgTypes });
  const { packDir } = pack;
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir, packDir });
  for (const [name, role] of [
    ['an', 'administrator'],
    ['minh', 'leader'],
  ]) {
    const made = await registry.ask('account.create', { name, role });
    if (!made.ok) throw new Error(made.message);
  }
});

afterAll(async () => {
  expect(await office.stop()).toBe(0);
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove(), pack.remove()]);
});

/** Runs `vonglau pack …` against the test's office. */
async function vonglauPack(...words: string[]): Promise<{ code: number; out: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end();
  const { natsUrl, redisUrl } = inject('servers');
  const env = {
    ...{ VONGLAU_CITY: city, VONGLAU_DATA: folder.dataDir, NATS_URL: natsUrl, REDIS_URL: redisUrl },
    ...{ DATABASE_URL: database.databaseUrl, INGEST_URL: 'http://127.0.0.1:1', PUBLIC_ORIGIN: 'http://localhost:8080' },
  };
  const signal = new AbortController().signal;
  const code = await runCommandLine(['pack', ...words], { stdin, stdout, stderr, signal, env });
  const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
  return { code, out: text(stdout) + text(stderr) };
}

const wish = { point: 'P00070', role: 'officer', people: 13, from: later, source: 'QĐ 12/2026' };
const set = (over: object = {}, actor = 'account:an') =>
  registry.ask<EstablishmentTold>('establishment.set', { ...wish, ...over }, undefined, actor);
const planned = async (role: 'officer' | 'lawyer' | 'transferred', day: string, point = 'P00070') =>
  planOn((await listEstablishment(pool, day)).get(point) ?? [], role, day);
const staffOf = async (code: string, day: string) =>
  (await listPlaces(pool, new Date(startOf(day)))).find((place) => place.code === code)?.staff;

it('is refused to whoever may not, and when it makes no sense', async () => {
  expect(await set({}, 'account:minh')).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await set({ from: addDays(today, -1) })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await set({ to: later })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await set({ people: null })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await set({ role: 'volunteer', campaign: 'Tết' })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await set({ role: 'volunteer', to: addDays(later, 9) })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await set({ campaign: 'Tết' })).toMatchObject({ ok: false, code: 'invalid' });
  expect(await set({ point: 'P9' })).toMatchObject({ ok: false, code: 'not-found' });
  const { rows } = await pool.query(
    "SELECT FROM city_settings WHERE key LIKE 'establishment:%' AND edited_by IS NOT NULL",
  );
  expect(rows).toEqual([]);
});

it('holds from its day, is kept over imports, stands in what is written out, and is audited', async () => {
  expect(await set()).toMatchObject({ ok: true, value: { people: 13, staff: 16 } });
  expect(await set({ people: 12 })).toMatchObject({ ok: true, value: { people: 12, staff: 15 } });
  expect(await set({ point: 'P00082', role: 'lawyer', people: 1, from: today })).toMatchObject({ ok: true });
  const isAsSet = async (): Promise<void> => {
    expect(await planned('officer', addDays(later, -1))).toMatchObject({ is: 'planned', people: 11 });
    expect(await planned('officer', later)).toMatchObject({ is: 'planned', people: 12 });
    expect(await planned('lawyer', later)).toMatchObject({ is: 'planned', people: 2 });
    expect(await planned('lawyer', today, 'P00082')).toMatchObject({ is: 'planned', people: 1 });
    expect(await planned('lawyer', addDays(today, -1), 'P00082')).toEqual({ is: 'untold' });
    // Eleven, later twelve, and three from the city.
    expect([await staffOf('P00070', addDays(later, -1)), await staffOf('P00070', later)]).toEqual([14, 15]);
  };
  await isAsSet();

  const again = await vonglauPack('import', pack.packDir, '--yes');
  expect(again.code, again.out).toBe(0);
  await isAsSet();

  const out = join(folder.dataDir, 'written');
  const written = await vonglauPack('export', '--registry', '--out', out);
  expect(written.code, written.out).toBe(0);
  const lines = (await readFile(join(out, 'establishment.csv'), 'utf8')).split(/\r?\n/);
  expect(lines.filter((line) => line.startsWith('P00070,officer'))).toEqual([
    `P00070,officer,11,2025-07-01,${later},,,false`,
    `P00070,officer,12,${later},,,QĐ 12/2026,false`,
  ]);
  expect((await vonglauPack('diff', out)).out).not.toContain('establishment.csv');

  const past = await readEstablishmentPast(pool, 'P00070');
  expect(past.map(({ row, act }) => [row.role, row.people, row.valid_from, act?.by ?? null])).toEqual([
    ['officer', 11, '2025-07-01', null],
    ['officer', 12, later, 'account:an'],
    ['transferred', 3, '2025-07-01', null],
    ['lawyer', 2, '2025-07-01', null],
    ['volunteer', 4, '2026-06-01', null],
  ]);
  const { rows } = await pool.query<{ actor: string; people: number }>(
    `SELECT actor, (detail->'set'->>'people')::int AS people FROM audit
     WHERE verb = 'establishment.set' AND subject = 'establishment:P00070' ORDER BY seq`,
  );
  expect(rows).toEqual([
    { actor: 'account:an', people: 13 },
    { actor: 'account:an', people: 12 },
  ]);
});

it('gives way to a folder only where that is asked for', async () => {
  const over = await vonglauPack('import', pack.packDir, '--yes', '--overwrite-edits');
  expect(over.code, over.out).toBe(0);
  expect(await planned('officer', later)).toMatchObject({ is: 'planned', people: 11 });
  expect(await staffOf('P00070', later)).toBe(14);
  expect((await readEstablishmentPast(pool, 'P00070')).every(({ act }) => act === null)).toBe(true);
});
