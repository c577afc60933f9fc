import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openResources, resources } from '../../../display/src/lib/server/resources.ts';
import { readCityView } from '../../../display/src/lib/server/read-city-view.ts';
import { serveCity } from '../../../display/src/lib/server/serve-city.ts';
import { examineCity } from '../../../infra/setup/doctor/examine-city.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { launchOffice, makeDataDir, type LaunchedOffice } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

/** A square of a tenth of a degree, with a ring that runs clockwise, as it may. */
function square(id: string, name: string, west: number) {
  const [south, size] = [16, 0.1];
  const ring = [
    [west, south],
    [west, south + size],
    [west + size, south + size],
    [west + size, south],
    [west, south],
  ];
  return { type: 'Feature', id, properties: { name }, geometry: { type: 'Polygon', coordinates: [ring] } };
}

const features = [square('901', 'Phường Một', 108), square('902', 'Xã Hai', 108.1), square('903', 'Đặc khu Ba', 108.2)];

let database: TestDatabase;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let office: LaunchedOffice;
let registry: RegistryReader;
let pool: pg.Pool;

beforeAll(async () => {
  const city = randomCity();
  [database, folder] = await Promise.all([createTestDatabase(), makeDataDir()]);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  const packDir = join(folder.dataDir, 'new-city');
  const list = join(folder.dataDir, 'units.geojson');
  await writeFile(list, JSON.stringify({ type: 'FeatureCollection', features }));
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const words = [
    'new',
    'ba-don-vi',
    '--units',
    list,
    '--name',
    'Ba Đơn Vị',
    '--name-en',
    'Three Units',
    '--out',
    packDir,
  ];
  const io = { ...streams, env: { VONGLAU_PACK: 'infra/localities/hanoi' }, signal: new AbortController().signal };
  expect(await runCommandLine(['pack', ...words], io)).toBe(0);

  office = await launchOffice({ databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir, packDir });
  registry = await openRegistryReader(city, folder.dataDir);
  openResources({
    ...{
      VONGLAU_CITY: city,
      VONGLAU_PACK: packDir,
      VONGLAU_DATA: folder.dataDir,
      VONGLAU_TIME_ZONE: 'Asia/Ho_Chi_Minh',
    },
    ...{
      DATABASE_URL: database.databaseUrl,
      NATS_URL: inject('servers').natsUrl,
      REDIS_URL: inject('servers').redisUrl,
    },
    ...{ DISPLAY_PORT: '0', INGEST_PORT: '1', LIVE_PORT: '1', HEALTH_URLS: '', LOG_LEVEL: 'silent' },
  });
});

afterAll(async () => {
  await resources().pool.end();
  expect(await office.stop()).toBe(0);
  await registry.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

describe('a city made of a boundary file', () => {
  it('is in the registry that the door works from', async () => {
    const assets = JSON.parse((await registry.read('assets'))?.text ?? '[]') as {
      code: string;
      kind: string;
      unit: string;
    }[];
    expect(assets.filter(({ kind }) => kind === 'point').map(({ code, unit }) => [code, unit])).toEqual([
      ['P901', '901'],
      ['P902', '902'],
      ['P903', '903'],
    ]);
  });

  it('is drawn with its own boundaries, its placeholders marked', async () => {
    const { view, json, etag } = await readCityView();
    expect(view).toMatchObject({
      city: 'ba-don-vi',
      name: 'Ba Đơn Vị',
      nameEn: 'Three Units',
      hotlineNumber: '18001096',
    });
    expect(view.units.map(({ code, name }) => [code, name])).toEqual([
      ['901', 'Một'],
      ['902', 'Hai'],
      ['903', 'Ba'],
    ]);
    expect(view.areas.official).toBe(true);
    expect(view.bounds.map((degrees) => Number(degrees.toFixed(6)))).toEqual([108, 16, 108.3, 16.1]);
    expect(view.assets.every(({ placeholder }) => placeholder)).toBe(true);
    expect(JSON.parse(json)).toEqual(view);
    expect((await readCityView('sim:of-nothing')).etag).toBe(etag);
  });

  it('is told by the doctor to be placeholders', async () => {
    const client = new pg.Client({ connectionString: database.databaseUrl });
    await client.connect();
    const { state, found } = await examineCity(client, 'Asia/Ho_Chi_Minh');
    await client.end();
    expect({ state, found }).toEqual({
      state: 'warning',
      found: 'placeholders: 1 of 1 hotline, 3 of 3 kiosk, 3 of 3 point, 3 of 3 units',
    });
  });

  it('is served as a document that tells whether it has changed', async () => {
    const get = async (headers: Record<string, string>): Promise<Response> =>
      serveCity(await readCityView(), new Request('http://localhost/wall/city.json', { headers }));
    const answer = await get({});
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ city: 'ba-don-vi' });
    expect((await get({ 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('is drawn as it is at the present of the world that is looked at', async () => {
    await pool.query(
      `INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ('replay:past', 0, $1, 0)`,
      [Date.parse('2025-08-01T00:00:00Z')],
    );
    await pool.query("UPDATE assets SET valid_to = '2025-12-01Z' WHERE code = 'K001'");
    const kiosks = async (world: string) =>
      (await readCityView(world)).view.assets.filter(({ kind }) => kind === 'kiosk');
    expect(await kiosks('replay:past')).toHaveLength(3);
    await pool.query(
      `INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ('sim:now', 0, $1, 0)`,
      [Date.parse('2026-02-01T00:00:00Z')],
    );
    expect(await kiosks('sim:now')).toHaveLength(2);
  });
});
