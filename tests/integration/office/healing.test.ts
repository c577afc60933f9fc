import { chmod, cp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { verifyPassword } from '#shared/access/password-hash.ts';
import { findAccount } from '#shared/store/find-account.ts';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import { listAssetRows } from '#shared/store/list-asset-rows.ts';
import type { KeyCreated } from '#shared/wire/commands.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { openFaultProxy, type FaultProxy } from '../../support/fault-proxy.ts';
import { launchOffice, makeDataDir, type LaunchedOffice, type OfficePlace } from './launch-office.ts';
import { openRegistryReader, type RegistryReader } from './registry-reader.ts';

const HANOI = join(import.meta.dirname, '../../../infra/localities/hanoi');
const wish = { source: 'urn:test:kiosks', world: 'live', kinds: ['kiosk'], assets: ['K*'] };
const soon = { timeout: 60_000, interval: 100 };

let database: TestDatabase;
let pool: pg.Pool;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
let place: OfficePlace;
let link: FaultProxy;
let offices: LaunchedOffice[];
let registry: RegistryReader;

// Two offices from the first moment on, one of them over a link that can be cut.
beforeAll(async () => {
  const city = randomCity();
  [database, folder, link] = await Promise.all([
    createTestDatabase(),
    makeDataDir(),
    openFaultProxy(inject('servers').natsUrl),
  ]);
  registry = await openRegistryReader(city, folder.dataDir);
  pool = new pg.Pool({ connectionString: database.databaseUrl, max: 2 });
  place = { databaseUrl: database.databaseUrl, city, dataDir: folder.dataDir };
  offices = await Promise.all([launchOffice(place), launchOffice({ ...place, natsUrl: link.url })]);
});

afterAll(async () => {
  await Promise.all(offices.map((office) => office.stop()));
  await registry.close();
  await link.close();
  await pool.end();
  await Promise.all([database.drop(), folder.remove()]);
});

describe('two offices starting together', () => {
  it('make one administrator between them, and tell its password once', async () => {
    const passwords = offices.flatMap(({ ready }) => ready.firstPassword ?? []);
    expect(passwords).toHaveLength(1);
    const admin = await findAccount(pool, 'admin');
    expect(admin?.role).toBe('administrator');
    expect(await verifyPassword(admin?.passwordHash, passwords[0] ?? '')).toBe(true);
    for (const office of offices) expect(office.log()).not.toContain(passwords[0]);
  });

  it('share one wall token, in a file for its owner only', async () => {
    const [one, other] = offices.map(({ ready }) => ready.wallToken);
    expect(one).toBe(other);
    const file = join(folder.dataDir, 'secrets/wall-token');
    expect(await readFile(file, 'utf8')).toBe(one);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await findWallToken(pool, one ?? '')).toEqual({ label: 'this machine', world: null });
    for (const office of offices) expect(office.log()).not.toContain(one);
  });

  it('import the pack once', async () => {
    const { rows } = await pool.query("SELECT detail FROM audit WHERE verb = 'pack.import'");
    expect(rows).toHaveLength(1);
    const added = (count: number) => ({ added: count, changed: 0, ended: 0 });
    expect(rows[0]).toMatchObject({
      detail: { counts: { 'units.csv': added(126), 'kiosks.csv': added(477), 'parking.csv': added(405) } },
    });
    expect(JSON.parse((await registry.read('assets'))?.text ?? '')).toEqual(await listAssetRows(pool));
  });

  it('publish every change of both, whoever makes it', async () => {
    const made = await Promise.all(Array.from({ length: 24 }, () => registry.ask<KeyCreated>('key.create', wish)));
    const kids = made.flatMap((answer) => (answer.ok ? answer.value.kid : []));
    expect(new Set(kids).size).toBe(24);
    await Promise.all(kids.slice(0, 12).map((kid) => registry.ask('key.revoke', { kid })));
    const published = new Map((await registry.keys()).map((key) => [key.kid, key.revokedAt]));
    expect(kids.map((kid) => published.get(kid) !== null)).toEqual(kids.map((_, index) => index < 12));
    const served = await pool.query('SELECT count(*)::int AS n FROM sender_keys');
    expect(served.rows).toEqual([{ n: published.size }]);
  });
});

describe('the documents', () => {
  it('come back after the bucket was deleted, and it is said aloud', async () => {
    const before = await registry.read('assets');
    await registry.deleteBucket();
    await vi.waitFor(async () => {
      expect((await registry.read('assets'))?.text === before?.text).toBe(true);
      expect(await registry.keys()).not.toHaveLength(0);
    }, soon);
    await expect.poll(() => offices.map((office) => office.log()).join(''), soon).toContain('had disappeared');
    const shout = offices
      .map((office) => office.log())
      .join('')
      .split('\n')
      .find((line) => line.includes('had disappeared'));
    expect(JSON.parse(shout ?? '{}')).toMatchObject({ level: 50 });
  });

  it('are put right when somebody else wrote them', async () => {
    await registry.write('keys', '[]');
    await vi.waitFor(async () => {
      expect(await registry.keys()).not.toHaveLength(0);
    }, soon);
  });

  it('get what an office that died could not publish', async () => {
    await pool.query(
      `INSERT INTO worlds (world, anchor_real_ms, anchor_world_ms, speed) VALUES ('sim:orphan', 0, 0, 1)`,
    );
    await vi.waitFor(async () => {
      expect((await registry.read('worlds'))?.text ?? '').toContain('sim:orphan');
    }, soon);
  });
});

describe('a cut link to NATS', () => {
  it('is mended, and commands are answered again', async () => {
    await offices[0]?.stop();
    await link.cut();
    await registry.deleteBucket();
    expect(await registry.ask('key.list', {})).toMatchObject({ ok: false, code: 'unavailable' });
    await link.mend();
    await vi.waitFor(async () => {
      expect(await registry.ask('key.list', {})).toMatchObject({ ok: true });
      expect(await registry.keys()).not.toHaveLength(0);
    }, soon);
    offices = offices.slice(1);
  });
});

describe('a later start', () => {
  it('tells no password, keeps the wall token, and leaves the registry as it is, saying that the folder differs', async () => {
    const kept = offices[0]?.ready.wallToken;
    await pool.query("UPDATE assets SET unit = '00004', lon = 105.5 WHERE code = 'K002'");
    const packDir = join(folder.dataDir, 'pack');
    await cp(HANOI, packDir, { recursive: true });
    const kiosks = join(packDir, 'kiosks.csv');
    await chmod(kiosks, 0o600);
    const [, first = ''] = (await readFile(kiosks, 'utf8')).split('\n');
    await writeFile(kiosks, `${await readFile(kiosks, 'utf8')}${first.replace('K001', 'K999')}\n`);

    const office = await launchOffice({ ...place, packDir });
    offices.push(office);
    expect(office.ready).toEqual({ ready: true, wallToken: kept });
    const { rows } = await pool.query(
      "SELECT code, lon = 105.5 AS kept FROM assets WHERE code IN ('K002', 'K999') ORDER BY 1",
    );
    expect(rows).toEqual([{ code: 'K002', kept: true }]);
    await expect
      .poll(office.log, soon)
      .toContain('the folder has changed since it was taken in; vonglau pack diff shows how');
  });

  it('does not fail on a folder that has mistakes by now', async () => {
    const packDir = join(folder.dataDir, 'wrong-pack');
    await cp(HANOI, packDir, { recursive: true });
    await rm(join(packDir, 'units.csv'));
    const office = await launchOffice({ ...place, packDir });
    offices.push(office);
    await expect.poll(office.log, soon).toContain('the folder of the city has mistakes; the registry stays as it is');
  });

  it('replaces a wall token that was revoked', async () => {
    const revoked = offices[0]?.ready.wallToken ?? '';
    await pool.query('UPDATE wall_tokens SET revoked_at = now()');
    const office = await launchOffice(place);
    offices.push(office);
    expect(office.ready.wallToken).not.toBe(revoked);
    expect(await findWallToken(pool, office.ready.wallToken)).toBeDefined();
  });
});
