import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPlaces } from '#shared/store/list-places.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { registrySql } from '../../support/releases/release-data.ts';
import { steadyToday } from '../../support/steady-today.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';

/* A registry filled by a release that knew units and assets only: the city's folder is taken in on top of it. */

const packDir = join(import.meta.dirname, '../../support/cities/six-unit');
const today = await steadyToday();

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;

beforeAll(async () => {
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  await pool.query(registrySql);
  const place = { databaseUrl: database.databaseUrl, city: randomCity(), dataDir: folder.dataDir, packDir };
  office = await launchOffice(place);
});

afterAll(async () => {
  expect(await office.stop()).toBe(0);
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

it('keeps what was, and has what the folder says from today on', async () => {
  const unitOn = async (day: string) => (await listUnits(pool, day)).find(({ code }) => code === '00004');
  expect(await unitOn('2026-11-01')).toMatchObject({ lon: 105.836, validTo: today });
  expect(await unitOn(today)).toMatchObject({ lon: 105.836365, validTo: null });
  expect(await listUnits(pool, today)).toHaveLength(6);

  const unitOfK001 = async (at: string) =>
    (await listPlaces(pool, new Date(at))).find(({ code }) => code === 'K001')?.unit ?? null;
  expect(await unitOfK001('2026-03-01T00:00:00Z')).toBe('00008');
  expect(await unitOfK001('2026-07-01T00:00:00Z')).toBe('00004');
  // Nothing was known of it then; the folder tells.
  expect(await unitOfK001('2025-09-01T00:00:00Z')).toBe('00004');
});

it('does it once', async () => {
  const rows = async () =>
    (await pool.query<Record<string, unknown>>('SELECT * FROM assets ORDER BY code, valid_from')).rows;
  const before = await rows();
  const again = await launchOffice({
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), dataDir: folder.dataDir, packDir },
  });
  expect(await again.stop()).toBe(0);
  expect(await rows()).toEqual(before);
});
