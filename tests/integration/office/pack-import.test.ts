import { hash } from 'node:crypto';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { toParcel } from '#shared/locality/files/parcel.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';
import { writeWorkbook } from '#shared/locality/files/workbook.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import { listCalendarDays } from '#shared/store/list-calendar-days.ts';
import { listDepartments } from '#shared/store/list-departments.ts';
import { listOffices } from '#shared/store/list-offices.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { listProcedures } from '#shared/store/list-procedures.ts';
import { listSystems } from '#shared/store/list-systems.ts';
import { listTargets } from '#shared/store/list-targets.ts';
import { listUnitSuccessions } from '#shared/store/list-unit-successions.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { PackDiff } from '#shared/wire/pack-commands.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { append, edit, thirtyFaults } from '../../support/cities/thirty-faults.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

const SIX_UNIT = join(import.meta.dirname, '../../support/cities/six-unit');
const { startOf } = civilCalendar('Asia/Ho_Chi_Minh');
const today = await steadyToday();

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;
let city: string;
let made = 0;

beforeAll(async () => {
  city = randomCity();
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  registry = await openRegistryReader(city, folder.dataDir);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir, packDir: SIX_UNIT });
});

afterAll(async () => {
  expect(await office.stop()).toBe(0);
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

/** A copy of the six-unit city to be changed. */
async function copyCity(): Promise<string> {
  const dir = join(folder.dataDir, `city-${made++}`);
  await cp(SIX_UNIT, dir, { recursive: true });
  return dir;
}

/** Runs `vonglau pack …` against the test's office. */
async function pack(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end('no\n');
  const code = await runCommandLine(['pack', ...words], {
    ...{ stdin, stdout, stderr, signal: new AbortController().signal },
    env: {
      ...{ VONGLAU_CITY: city, VONGLAU_DATA: folder.dataDir, NATS_URL: inject('servers').natsUrl },
      ...{ DATABASE_URL: database.databaseUrl, REDIS_URL: inject('servers').redisUrl },
      ...{ INGEST_URL: 'http://127.0.0.1:1', PUBLIC_ORIGIN: 'http://localhost:8080' },
    },
  });
  const text = (stream: PassThrough): string => (stream.read() as Buffer | null)?.toString() ?? '';
  return { code, out: text(stdout), err: text(stderr) };
}

async function diff(dir: string, ...options: string[]): Promise<PackDiff> {
  return JSON.parse((await pack('diff', dir, '--json', ...options)).out) as PackDiff;
}

/** Every row of every city table, and the trail. */
async function everything(): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (const table of registryTables) rows.push(await readRegistryRows(pool, table));
  const audit = await pool.query("SELECT seq, verb, subject FROM audit WHERE verb LIKE 'pack.%' ORDER BY seq");
  return [...rows, audit.rows];
}

describe('the first start', () => {
  it('fills every table, and every read gives what the folder says', async () => {
    const six = loadPack(SIX_UNIT);
    const on = '2026-11-23';
    expect((await listUnits(pool, on)).map(({ code, name }) => [code, name])).toEqual(
      six.units.map(({ code, name }) => [code, name]),
    );
    const lengths = {
      departments: (await listDepartments(pool, on)).length,
      offices: (await listOffices(pool, on)).length,
      procedures: (await listProcedures(pool, on)).length,
      systems: (await listSystems(pool, on)).length,
      targets: (await listTargets(pool)).length,
      calendar: (await listCalendarDays(pool)).length,
    };
    expect(lengths).toEqual(
      Object.fromEntries(Object.keys(lengths).map((name) => [name, six[name as 'targets'].length])),
    );
    expect(await listUnitSuccessions(pool)).toEqual([]);
    const places = await listPlaces(pool, new Date());
    expect(places.find(({ code }) => code === 'P00004')).toMatchObject({
      ...{ kind: 'point', unit: '00004', branch: 'C02', counters: six.points[0]?.counters, placeholder: true },
    });
    expect(places.find(({ kind }) => kind === 'parking')).toMatchObject({ operator: 'VETC' });
    expect(await listPlaces(pool, new Date('2020-01-01'))).toEqual([]);
  });

  it('leaves nothing to be imported', async () => {
    expect(await diff(SIX_UNIT)).toMatchObject({ counts: {}, changes: [], kept: [], problems: [] });
  });
});

describe('vonglau pack import', () => {
  it('shows, asks, and does nothing without a yes or in a dry run', async () => {
    const dir = await copyCity();
    edit(dir, 'units.csv', { right: 'Ba Đình,Ba Dinh', wrong: 'Ba Đình Mới,New Ba Dinh' });
    const before = await everything();
    const shown = await pack('import', dir, '--language', 'en');
    expect(shown.code).toBe(1);
    expect(shown.out).toContain(`units.csv  00004  ${today}  name`);
    expect(shown.out).toContain('units.csv: 0 added, 1 changed, 0 ended');
    expect(shown.out).toContain('Nothing was changed');
    expect((await pack('import', dir, '--dry-run')).code).toBe(0);
    expect(await everything()).toEqual(before);
  });

  it('gives a renamed unit a row of its own, closes the row of a kiosk that moved, and does it once', async () => {
    const dir = await copyCity();
    edit(dir, 'units.csv', { right: 'Ba Đình,Ba Dinh', wrong: 'Ba Đình Mới,New Ba Dinh' });
    edit(dir, 'kiosks.csv', { right: 'K002,00004,P00004', wrong: 'K002,00008,P00008' });
    expect(await pack('import', dir, '--yes')).toMatchObject({ code: 0, err: '' });

    const named = async (day: string) => (await listUnits(pool, day)).find(({ code }) => code === '00004');
    expect(await named(today)).toMatchObject({ name: 'Ba Đình Mới', validFrom: today, validTo: null });
    expect(await named('2026-01-01')).toMatchObject({ name: 'Ba Đình', validFrom: '2025-07-01', validTo: today });
    const { rows } = await pool.query<{ unit: string; to: Date | null }>(
      `SELECT unit, valid_to AS "to" FROM assets WHERE code = 'K002' ORDER BY valid_from`,
    );
    expect(rows).toEqual([
      { unit: '00004', to: new Date(startOf(today)) },
      { unit: '00008', to: null },
    ]);
    const published = JSON.parse((await registry.read('assets'))?.text ?? '[]') as { code: string; unit: string }[];
    expect(published.filter(({ code }) => code === 'K002').map(({ unit }) => unit)).toEqual(['00004', '00008']);

    const before = await everything();
    const again = await pack('import', dir, '--yes');
    expect(again.code).toBe(0);
    expect(again.out).toContain('Không có gì thay đổi');
    expect(await everything()).toEqual(before);
    const { rows: trail } = await pool.query(
      "SELECT actor, detail->'counts' AS counts FROM audit WHERE verb = 'pack.import' ORDER BY seq",
    );
    expect(trail).toHaveLength(2);
    expect(trail[1]).toMatchObject({
      actor: expect.stringMatching(/^local:/) as unknown,
      counts: { 'units.csv': { added: 0, changed: 1, ended: 0 }, 'kiosks.csv': { added: 0, changed: 1, ended: 0 } },
    });
  });

  it('plans ahead, and takes a workbook as well as a folder', async () => {
    const dir = await copyCity();
    edit(dir, 'units.csv', { right: 'Ba Đình,Ba Dinh', wrong: 'Ba Đình Mới,New Ba Dinh' });
    edit(dir, 'kiosks.csv', { right: 'K002,00004,P00004', wrong: 'K002,00008,P00008' });
    edit(dir, 'procedures.csv', { right: ',partial,', wrong: ',full,' });
    const book = `${dir}.xlsx`;
    await writeFile(book, await writeWorkbook(loadPack(dir)));
    expect((await pack('import', book, '--effective', '2030-01-01', '--yes')).code).toBe(0);
    const levels = async (day: string) =>
      (await listProcedures(pool, day)).filter(({ level }) => level === 'full').length;
    expect(await levels('2030-01-01')).toBe((await levels('2029-12-31')) + 1);
    // What was planned stays until a folder that does not say so is taken in.
    expect((await pack('import', dir, '--yes')).code).toBe(0);
    expect(await levels(today)).toBe(await levels('2030-01-01'));
  });

  it('leaves alone what was edited, unless it is told to overwrite it', async () => {
    await pool.query("UPDATE targets SET target = 0.7, edited_by = 'account:admin' WHERE kpi = 'system_uptime'");
    const { kept, counts } = await diff(SIX_UNIT, '--effective', today);
    expect(kept).toEqual([
      { file: 'targets.csv', code: expect.stringContaining('system_uptime') as unknown, editedBy: 'account:admin' },
    ]);
    expect(counts['targets.csv']).toBeUndefined();
    expect((await pack('import', SIX_UNIT, '--yes', '--overwrite-edits')).code).toBe(0);
    expect((await listTargets(pool)).filter(({ kpi }) => kpi === 'system_uptime').at(-1)).toMatchObject({
      target: 0.999,
      editedBy: null,
    });
  });
});

describe('vonglau pack export --registry', () => {
  it('writes what the system holds, edits too, as a folder or workbook that changes nothing when imported', async () => {
    await pool.query("UPDATE targets SET target = 0.8, edited_by = 'account:admin' WHERE kpi = 'system_uptime'");
    for (const name of ['held', 'held.xlsx']) {
      const out = join(folder.dataDir, name);
      expect(await pack('export', '--registry', '--out', out)).toMatchObject({ code: 0, err: '' });
      expect(await diff(out)).toMatchObject({ counts: {}, kept: [], problems: [] });
    }
    const held = loadPack(join(folder.dataDir, 'held'));
    expect(held.targets.find(({ kpi }) => kpi === 'system_uptime')?.target).toBe(0.8);
  });
});

describe('an import is refused', () => {
  it('where it would end an asset heard of lately, until the day is named on which it ends', async () => {
    await pool.query(
      `INSERT INTO events (world, source, id, type, time, received, unit, asset, seq, idx, data)
       SELECT world, 'urn:test', 'e' || asset, 'kiosk.heartbeat', now(), now(), '00070', asset, 1, 0, '{}'
       FROM (VALUES ('live', 'K007'), ('sim:x', 'K008')) AS heard (world, asset)`,
    );
    const dir = await copyCity();
    const kiosks = join(dir, 'kiosks.csv');
    const text = await readFile(kiosks, 'utf8');
    await writeFile(kiosks, text.replace(/^K00[78],.*\n/gm, ''));
    const before = await everything();
    const refused = await pack('import', dir, '--yes', '--language', 'en');
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/✗ kiosks.csv, code: K007 still sends \(last .*\); keep its row, or switch it off/);
    expect(refused.out).not.toContain('K008 still');
    expect(await everything()).toEqual(before);
    await writeFile(kiosks, text.replace(/^(K007,.*2025-07-01),,/m, '$1,2030-01-01,').replace(/^K008,.*\n/m, ''));
    expect(await pack('import', dir, '--yes')).toMatchObject({ code: 0 });
    expect(
      (await listPlaces(pool, new Date())).filter(({ code }) => /K00[78]/.test(code)).map(({ code }) => code),
    ).toEqual(['K007']);
  });

  it('where a unit would end that an edited asset still belongs to', async () => {
    await pool.query(
      `UPDATE assets SET unit = '00103', point = NULL, edited_by = 'account:admin' WHERE code = 'K001' AND valid_to IS NULL`,
    );
    const dir = await copyCity();
    for (const file of ['points', 'kiosks', 'parking', 'branches', 'offices']) {
      const path = join(dir, `${file}.csv`);
      await writeFile(path, (await readFile(path, 'utf8')).replace(/^.*,00103,.*\n/gm, ''));
    }
    const units = join(dir, 'units.csv');
    await writeFile(units, (await readFile(units, 'utf8')).replace(/^00103,.*\n/m, ''));
    edit(dir, 'points.csv', { right: /,C02,/g, wrong: ',C01,' });
    const { problems } = await diff(dir);
    expect(problems.map(({ message }) => message.en)).toEqual([
      expect.stringContaining('00103 would no longer hold, but K001 (kiosks.csv)'),
    ]);
    await pool.query(`UPDATE assets SET unit = '00004', edited_by = NULL WHERE code = 'K001' AND valid_to IS NULL`);
  });

  it('where it is another city’s', async () => {
    const dir = await copyCity();
    edit(dir, 'pack.yaml', { right: /^code: .*$/m, wrong: 'code: elsewhere' });
    expect((await diff(dir)).problems[0]?.message.vi).toContain('không phải “elsewhere”');
  });

  it('where it has thirty mistakes, by the command line and by the office itself', async () => {
    const dir = await copyCity();
    for (const [plant] of thirtyFaults) plant(dir);
    const before = await everything();
    const refused = await pack('import', dir, '--yes', '--language', 'en');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('30 mistakes; nothing was changed');
    for (const [, said] of thirtyFaults) expect(refused.out).toContain(said);

    const parcel = toParcel(readFolder(dir));
    for (const [part, bytes] of parcel.entries())
      await registry.ask('pack.upload', { upload: 'spoilt-pack', part, data: bytes.toString('base64') });
    const answer = await registry.ask('pack.import', { upload: 'spoilt-pack', parts: parcel.length });
    expect(answer).toMatchObject({
      ok: false,
      code: 'invalid',
      message: expect.stringContaining('nothing was changed: pack.yaml, ') as unknown,
    });
    expect(await everything()).toEqual(before);
  });

  it('where parts are missing, where it is no pack, or where the registry has changed since the diff', async () => {
    const ask = (body: object) => registry.ask('pack.import', body);
    expect(await ask({ upload: 'not-here-1', parts: 1 })).toMatchObject({
      ok: false,
      message: expect.stringContaining('0 of 1 parts') as unknown,
    });
    await registry.ask('pack.upload', { upload: 'not-a-pack', part: 0, data: Buffer.from('x').toString('base64') });
    expect(await ask({ upload: 'not-a-pack', parts: 1 })).toMatchObject({ ok: false, code: 'invalid' });
    const dir = await copyCity();
    append(dir, 'operators.csv', 'NEW,New');
    const [bytes] = toParcel(readFolder(dir));
    await registry.ask('pack.upload', { upload: 'later-pack', part: 0, data: bytes?.toString('base64') });
    expect(await ask({ upload: 'later-pack', parts: 1, version: 'other' })).toMatchObject({
      ok: false,
      code: 'conflict',
    });
  });

  it('where whoever asks may not', async () => {
    const answer = await registry.ask('pack.import', { upload: 'later-pack', parts: 1 }, undefined, 'process:display');
    expect(answer).toMatchObject({ ok: false, code: 'forbidden' });
  });
});

describe('a large pack', () => {
  it('of ten thousand procedures comes in parts and is taken in whole', async () => {
    const dir = await copyCity();
    const rows = Array.from({ length: 10_000 }, (_, index) => {
      const name = hash('sha512', String(index), 'base64url');
      return `9.${String(index).padStart(6, '0')},Thủ tục ${name},,,none,,false,2025-07-01,,true\n`;
    });
    const file = join(dir, 'procedures.csv');
    await writeFile(file, (await readFile(file, 'utf8')) + rows.join(''));
    expect(toParcel(readFolder(dir)).length).toBeGreaterThan(1);
    expect(await pack('import', dir, '--yes')).toMatchObject({ code: 0, err: '' });
    expect((await listProcedures(pool, today)).filter(({ code }) => code.startsWith('9.'))).toHaveLength(10_000);
  });
});
