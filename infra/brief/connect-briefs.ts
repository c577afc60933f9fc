import type pg from 'pg';
import { readAddresses } from '#shared/service/addresses.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import type { CommandIo } from '../setup/command.ts';

/** Does something on a connection of its own to the running system's database. */
export function withDatabase<Result>(
  { env }: Pick<CommandIo, 'env'>,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl } = readAddresses(env);
  return withConnection({ connectionString: databaseUrl, types: pgTypes, application_name: 'vonglau brief' }, work);
}

/** The number of a brief as it was typed. */
export function readBriefId(positionals: readonly string[]): number {
  const id = Number(positionals[0]);
  if (positionals.length !== 1 || !Number.isSafeInteger(id) || id < 1) {
    throw new Error('name one brief by its number; vonglau brief list shows those there are');
  }
  return id;
}
