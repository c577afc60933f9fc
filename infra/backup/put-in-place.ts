import type { ClientBase } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabase } from './connect-database.ts';

/** What stands where a backup is to go: `ours` when it has tables of ours (or anybody's). */
export type FoundDatabase = { readonly state: 'none' | 'empty' | 'ours'; readonly sessions: readonly string[] };

/** Looks at a database by name: whether it is there, holds anything, and who is connected to it. */
export async function findDatabase(
  { adminUrl, databaseUrl }: { adminUrl: string; databaseUrl: string },
  name: string,
): Promise<FoundDatabase> {
  const isThere = await withDatabase(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    return rowCount !== 0;
  });
  if (!isThere) return { state: 'none', sessions: [] };
  return withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ tables: number; sessions: string[] }>(
      `SELECT (SELECT count(*) FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS tables,
         ARRAY(SELECT DISTINCT coalesce(nullif(application_name, ''), usename::text, 'somebody') FROM pg_stat_activity
          WHERE datname = $1 AND pid <> pg_backend_pid() AND backend_type = 'client backend') AS sessions`,
      [name],
    );
    const { tables = 0, sessions = [] } = rows[0] ?? {};
    return { state: tables === 0 ? 'empty' : 'ours', sessions };
  });
}

/** Gives a restored database its name; what had the name is dropped when it is empty, else keeps its rows as `aside`. */
export async function putInPlace(
  adminUrl: string,
  { restored, name, found, aside }: { restored: string; name: string; found: FoundDatabase['state']; aside: string },
): Promise<void> {
  await withDatabase(adminUrl, async (admin) => {
    const quoted = (text: string): string => admin.escapeIdentifier(text);
    if (found === 'empty') await admin.query(`DROP DATABASE ${quoted(name)} WITH (FORCE)`);
    if (found === 'ours') await rename(admin, name, aside);
    await rename(admin, restored, name);
  });
}

const objectInUse = '55006';

/** A database is renamed only while nobody is in it; the server's own workers leave when they are told to. */
async function rename(admin: ClientBase, from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [from]);
    try {
      await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(from)} RENAME TO ${admin.escapeIdentifier(to)}`);
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== objectInUse || attempt === 20) throw error;
      await sleep(250);
    }
  }
}
