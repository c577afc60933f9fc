import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { AccountSet } from '#shared/access/account-commands.ts';
import type { Role } from '#shared/access/roles.ts';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity } from './database.ts';
import { openDesk, type Desk } from './desk.ts';
import { startSystem, type System } from './system.ts';

/** The six-unit city with rules of a test's own, the duty process and the built pages, and an officer at the desk. */
export type DutySite = {
  readonly system: System;
  readonly sql: pg.Client;
  readonly desk: Desk;
  /** Makes an account and returns its password. */
  readonly makeAccount: (name: string, role: Role) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** Starts it with `rules` (YAML) as the city's; for an end-to-end test file. */
export async function startDutySite(rules: string, officer: string): Promise<DutySite> {
  await buildDisplay(PROJECT_DIR);
  const packDir = mkdtempSync(join(tmpdir(), 'vonglau-duty-city-'));
  cpSync(join(import.meta.dirname, 'cities/six-unit'), packDir, { recursive: true });
  writeFileSync(join(packDir, 'rules.yaml'), rules);
  cpSync('infra/localities/hanoi/runbooks', join(packDir, 'runbooks'), { recursive: true });
  const database = await createTestDatabase();
  const system = await startSystem({
    ...inject('servers'),
    ...{ databaseUrl: database.databaseUrl, city: randomCity(), packDir },
    processes: ['office', 'writer', 'live', 'duty', 'ingest', 'display'],
  });
  const sql = new pg.Client({ connectionString: database.databaseUrl });
  await sql.connect();
  const makeAccount = async (name: string, role: Role): Promise<string> => {
    const { password = '' } = await system.ask<AccountSet>('account.create', { name, role });
    return password;
  };
  const desk = await openDesk(system.publicUrl, { account: officer, password: await makeAccount(officer, 'duty') });
  return {
    ...{ system, sql, desk, makeAccount },
    close: async () => {
      await desk.close();
      await sql.end();
      await system.stop();
      await database.drop();
      rmSync(packDir, { recursive: true, force: true });
    },
  };
}
