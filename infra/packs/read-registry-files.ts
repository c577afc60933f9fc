import pg from 'pg';
import type { PackFiles } from '#shared/locality/pack-files.ts';
import type { RegistryContents } from '#shared/locality/registry/plan-import.ts';
import { toRegistryFiles } from '#shared/locality/registry/registry-files.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

const CONNECT_MS = 5_000;

/** The running system's registry as the files of a city's folder, all of one moment. */
export async function readRegistryFiles(env: NodeJS.ProcessEnv): Promise<PackFiles> {
  const { databaseUrl, timeZone } = readAddresses(env);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const contents: Record<string, RegistryContents[string]> = {};
    for (const table of registryTables) contents[table.name] = await readRegistryRows(client, table);
    if (contents['city_settings']?.length === 0) throw new Error('the registry holds no city yet');
    return toRegistryFiles(contents, civilCalendar(timeZone).dayOf(Date.now()));
  } finally {
    await client.end();
  }
}
