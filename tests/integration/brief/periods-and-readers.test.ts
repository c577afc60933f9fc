import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pgTypes } from '#shared/service/pg-types.ts';
import { listBriefPeriods } from '#shared/store/brief-periods.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from '../office/launch-office.ts';
import { openRegistryReader, type RegistryReader } from '../office/registry-reader.ts';

/* What is issued when, and who gets it, as an administrator sets it. */

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;

beforeAll(async () => {
  const city = randomCity();
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  registry = await openRegistryReader(city, folder.dataDir);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2, types: pgTypes });
  const packDir = join(import.meta.dirname, '../../support/cities/six-unit');
  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir, packDir });
  await pool.query(
    `INSERT INTO contacts (id, name_vi, name_en, channels, version, edited_by, edited_at)
     VALUES ('chu-tich', 'Chủ tịch', 'Chairman', '{email}', 1, 'test', now())`,
  );
});

afterAll(async () => {
  await office.stop();
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

const week = { id: 'week', nameVi: 'Bản tin tuần', nameEn: 'Weekly brief', every: 'weekly', onDay: 5, at: '16:30' };
const weekNow = async () => (await listBriefPeriods(pool)).find(({ id }) => id === 'week');

it('changes a period from the version that was looked at, and from no other', async () => {
  const before = (await weekNow())?.version ?? 0;
  const set = (expectedVersion: number, over: object = {}) =>
    registry.ask('brief.period.set', { ...week, expectedVersion, ...over });
  expect(await set(before)).toMatchObject({ ok: true, value: { id: 'week', version: before + 1 } });
  expect(await weekNow()).toMatchObject({ onDay: 5, at: '16:30', version: before + 1 });
  expect(await set(before, { at: '08:00' })).toMatchObject({ ok: false, code: 'conflict' });
  expect(await set(before + 1, { every: 'daily' })).toMatchObject({ ok: false, code: 'invalid' });
  expect((await weekNow())?.at).toBe('16:30');
});

it('notes who gets which briefs, in place of what was noted before; nobody unknown and nothing unknown', async () => {
  const set = (periods: readonly string[], contact = 'chu-tich') =>
    registry.ask('brief.reader.set', { contact, periods, language: 'en' });
  const noted = async () =>
    (await pool.query('SELECT period, language FROM brief_readers ORDER BY period')).rows as unknown[];
  expect(await set(['day', 'week'])).toMatchObject({ ok: true });
  expect(await set(['week'])).toMatchObject({ ok: true });
  expect(await noted()).toEqual([{ period: 'week', language: 'en' }]);
  expect(await set(['hour'])).toMatchObject({ ok: false, code: 'not-found' });
  expect(await set(['day'], 'nobody')).toMatchObject({ ok: false, code: 'not-found' });
  expect(await noted()).toEqual([{ period: 'week', language: 'en' }]);
  expect(await set([])).toMatchObject({ ok: true });
  expect(await noted()).toEqual([]);
});
