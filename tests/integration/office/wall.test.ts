import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { stringify } from 'yaml';
import { toParcel } from '#shared/locality/files/parcel.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';
import { usualWall, type WallSettings } from '#shared/locality/wall-settings.ts';
import { listAudit } from '#shared/store/list-audit.ts';
import { listWalls } from '#shared/store/list-walls.ts';
import type { PackDiff } from '#shared/wire/pack-commands.ts';
import { createTestDatabase, randomCity, type TestDatabase } from '../../support/database.ts';
import { startSystem, type System } from '../../support/system.ts';

let database: TestDatabase;
let sql: pg.Client;
let system: System;
let packDir: string;

const hall: WallSettings = { ...usualWall, id: 'hall', name: { vi: 'Sảnh', en: 'Hall' } };

beforeAll(async () => {
  packDir = await mkdtemp(join(tmpdir(), 'vonglau-walls-'));
  await cp(join(import.meta.dirname, '../../support/cities/six-unit'), packDir, { recursive: true });
  await writeWalls([usualWall, hall]);
  database = await createTestDatabase();
  sql = new pg.Client({ connectionString: database.databaseUrl });
  await sql.connect();
  const { databaseUrl } = database;
  system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl, packDir, city: randomCity(), processes: ['office'] },
  });
});

afterAll(async () => {
  await system.stop();
  await sql.end();
  await database.drop();
  await rm(packDir, { recursive: true });
});

const writeWalls = (walls: readonly WallSettings[]): Promise<void> =>
  writeFile(join(packDir, 'wall.yaml'), stringify({ walls }));
const held = async () => (await listWalls(sql)).map(({ wall, editedBy }) => [wall.id, wall.followS, editedBy]);

async function importFolder(overwriteEdits = false): Promise<PackDiff> {
  const upload = crypto.randomUUID();
  const parts = toParcel(readFolder(packDir));
  for (const [part, bytes] of parts.entries()) {
    await system.ask('pack.upload', { upload, part, data: bytes.toString('base64') });
  }
  return system.ask<PackDiff>('pack.import', { upload, parts: parts.length, overwriteEdits });
}

test('walls are the folder’s until somebody edits them; an import leaves an edit alone, and takes what is gone away', async () => {
  expect(await held()).toEqual([
    ['hall', 45, null],
    ['main', 45, null],
  ]);
  await system.ask('wall.set', { ...usualWall, followS: 10 });
  const [entry] = await listAudit(sql, { verb: 'wall.set', limit: 1 });
  expect(entry).toMatchObject({ actor: 'local:test', subject: 'wall:main' });
  await writeWalls([{ ...usualWall, followS: 20 }]);
  await importFolder();
  expect(await held()).toEqual([['main', 10, 'local:test']]);
  await importFolder(true);
  expect(await held()).toEqual([['main', 20, null]]);
});

test('what does not make a wall is refused with its place, and nothing is written', async () => {
  const before = await held();
  const asked = system.ask('wall.set', { ...usualWall, kpis: ['on_time_share'], followS: -1 });
  await expect(asked).rejects.toThrow(/kpis: .*followS: /);
  expect(await held()).toEqual(before);
});
