import { expect, test } from 'vitest';
import { pendingMigrations, type Migration } from '../../../infra/setup/migrate.ts';

function aMigration(number: number, checksum = `sum-${String(number)}`): Migration {
  return { number, name: `000${String(number)}-x.sql`, sql: '', checksum, inTransaction: true };
}

test('what the database has not seen is pending', () => {
  const files = [aMigration(1), aMigration(2), aMigration(3)];
  expect(pendingMigrations(files, [aMigration(1)]).map(({ number }) => number)).toEqual([2, 3]);
});

test('a file changed after it was applied is refused by name', () => {
  expect(() => pendingMigrations([aMigration(1, 'changed')], [aMigration(1)])).toThrow('0001-x.sql was changed');
});

test('a database newer than the files is refused', () => {
  expect(() => pendingMigrations([aMigration(1)], [aMigration(1), aMigration(2)])).toThrow('this version lacks');
});
