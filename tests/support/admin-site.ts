import pg from 'pg';
import { inject } from 'vitest';
import { buildDisplay } from '../../infra/setup/build-display.ts';
import { PROJECT_DIR } from '../../infra/setup/folders.ts';
import { createTestDatabase, randomCity } from './database.ts';
import { openDesk, type Desk } from './desk.ts';
import { startSystem, type System } from './system.ts';

/** A city of six units with its built pages, an administrator at a desk, and a look at the registry itself. */
export type AdminSite = {
  readonly system: System;
  readonly desk: Desk;
  readonly sql: pg.Client;
  readonly close: () => Promise<void>;
};

/** Starts it; for an end-to-end test file. */
export async function startAdminSite(): Promise<AdminSite> {
  await buildDisplay(PROJECT_DIR);
  const database = await createTestDatabase();
  const system = await startSystem({
    ...inject('servers'),
    databaseUrl: database.databaseUrl,
    city: randomCity(),
    processes: ['office', 'writer', 'ingest', 'display'],
  });
  const sql = new pg.Client({ connectionString: database.databaseUrl });
  await sql.connect();
  const desk = await openDesk(system.publicUrl, { account: 'admin', password: system.firstPassword ?? '' });
  return {
    ...{ system, desk, sql },
    close: async () => {
      await desk.close();
      await sql.end();
      await system.stop();
      await database.drop();
    },
  };
}
