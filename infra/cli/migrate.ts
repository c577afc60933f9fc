import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { CommandIo } from '../setup/command.ts';
import { PROJECT_DIR } from '../setup/folders.ts';
import { migrate, readMigrations } from '../setup/migrate.ts';

export const summary = 'Bring the database of DATABASE_URL up to date (npm start does this by itself)';
export const usage = `
  Applies the numbered files of infra/sql that the database has not seen.`;

/** Applies what is pending and names it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  parseArgs({ args, options: {} });
  const { DATABASE_URL } = io.env;
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: name the database to migrate');
  const applied = await migrate(DATABASE_URL, readMigrations(join(PROJECT_DIR, 'infra/sql')));
  io.stdout.write(applied.length === 0 ? 'The database is up to date.\n' : `Applied ${applied.join(', ')}.\n`);
  return undefined;
}
