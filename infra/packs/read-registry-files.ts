import { toPackFiles } from '#shared/locality/files/to-pack-files.ts';
import type { PackFiles } from '#shared/locality/pack-files.ts';
import type { RegistryContents } from '#shared/locality/registry/plan-import.ts';
import { toPack } from '#shared/locality/registry/to-pack.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import { readAddresses } from '#shared/service/addresses.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

const CONNECT_MS = 5_000;

/** The running system's registry as the files of a city's folder, all of one moment. */
export async function readRegistryFiles(env: NodeJS.ProcessEnv): Promise<PackFiles> {
  const { databaseUrl, timeZone } = readAddresses(env);
  const connection = { connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS };
  return withConnection(connection, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const contents: Record<string, RegistryContents[string]> = {};
    for (const table of registryTables) contents[table.name] = await readRegistryRows(client, table);
    return toPackFiles(toPack(contents, civilCalendar(timeZone).dayOf(Date.now())));
  });
}
