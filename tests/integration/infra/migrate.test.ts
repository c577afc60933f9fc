import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, type Migration } from '../../../infra/setup/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createEmptyDatabase();
  client = new pg.Client({ connectionString: database.databaseUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

function aMigration(number: number, sql: string): Migration {
  return {
    number,
    name: `${String(number).padStart(4, '0')}-x.sql`,
    sql,
    checksum: sql,
    inTransaction: !sql.startsWith('-- no-transaction'),
  };
}

const first = aMigration(1, 'CREATE TABLE a (x int); INSERT INTO a VALUES (1);');
const second = aMigration(2, '-- no-transaction\nCREATE INDEX CONCURRENTLY a_x ON a (x)');

test('two starters at once apply each file once', async () => {
  const applied = await Promise.all([
    migrate(database.databaseUrl, [first, second]),
    migrate(database.databaseUrl, [first, second]),
  ]);
  expect(applied.flat().sort()).toEqual(['0001-x.sql', '0002-x.sql']);
  expect((await client.query('SELECT x FROM a')).rows).toEqual([{ x: 1 }]);
});

test('a file that fails leaves nothing behind and can be mended', async () => {
  const broken = aMigration(3, 'CREATE TABLE b (x int); SELECT nonsense;');
  await expect(migrate(database.databaseUrl, [first, second, broken])).rejects.toThrow('migration 0003-x.sql failed');
  const mended = aMigration(3, 'CREATE TABLE b (x int);');
  expect(await migrate(database.databaseUrl, [first, second, mended])).toEqual(['0003-x.sql']);
});

test('a file changed after it was applied stops the start', async () => {
  const changed = aMigration(1, 'CREATE TABLE a (x bigint);');
  await expect(migrate(database.databaseUrl, [changed, second])).rejects.toThrow(
    '0001-x.sql was changed after it was applied',
  );
});
