import type { ClientBase } from 'pg';
import type { Report } from '../setup/report.ts';
import { databaseOn, withDatabase } from './connect-database.ts';
import type { Manifest } from './manifest.ts';
import { findPostgresPrograms, runPostgresProgram } from './postgres-programs.ts';

export type DatabaseTarget = {
  /** A superuser's address of any database of the server: TimescaleDB's own tables can be filled by nobody else. */
  readonly adminUrl: string;
  /** The database to make, and who is to own it. */
  readonly name: string;
  readonly owner: string;
};

/**
 * Makes a database anew and fills it from a dump, with the same version of TimescaleDB as it was taken with. Throws, and
 * says what to do, where the server has not got that version.
 */
export async function restoreDatabase(
  dumpFile: string,
  { adminUrl, name, owner }: DatabaseTarget,
  options: {
    readonly manifest: Pick<Manifest, 'database'>;
    readonly env: NodeJS.ProcessEnv;
    readonly report: Report;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { manifest, report, signal } = options;
  const { timescaledb } = manifest.database;
  await withDatabase(adminUrl, async (admin) => {
    await requireSuperuser(admin);
    await requireServer(admin, manifest.database);
    await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(name)} WITH (FORCE)`);
    await admin.query(
      `CREATE DATABASE ${admin.escapeIdentifier(name)} OWNER ${admin.escapeIdentifier(owner)} TEMPLATE template0`,
    );
  });
  const databaseUrl = databaseOn(adminUrl, name);
  await withDatabase(databaseUrl, (client) =>
    client.query(`CREATE EXTENSION timescaledb VERSION ${client.escapeLiteral(timescaledb)}`),
  );
  await withDatabase(databaseUrl, (client) => client.query('SELECT timescaledb_pre_restore()'));
  const programs = await findPostgresPrograms(Number.parseInt(manifest.database.postgres, 10), options);
  const tables = await countTables(programs.restore, dumpFile, signal);
  let done = 0;
  await runPostgresProgram(programs.restore, {
    databaseUrl,
    signal,
    args: [
      ...['--no-owner', '--no-privileges', '--exit-on-error', '--no-password', '--verbose'],
      ...[`--dbname=${name}`, dumpFile],
    ],
    onLine: (line) => {
      if (!line.includes('processing data for table')) return;
      done += 1;
      report({ text: 'restoring', fraction: Math.min(1, done / tables) });
    },
  });
  await withDatabase(databaseUrl, async (client) => {
    await client.query('SELECT timescaledb_post_restore()');
    await giveTo(client, owner);
    await client.query('ANALYZE');
  });
}

/** The dump's table of contents, which pg_restore can read only from a whole file. */
export async function countTables(restoreProgram: string, dumpFile: string, signal: AbortSignal): Promise<number> {
  const list = await runPostgresProgram(restoreProgram, { args: ['--list', dumpFile], signal });
  return list.split('\n').filter((line) => / TABLE DATA /.test(line)).length;
}

async function requireSuperuser(admin: ClientBase): Promise<void> {
  const { rows } = await admin.query<{ can: boolean }>(
    'SELECT rolsuper AS can FROM pg_roles WHERE rolname = current_user',
  );
  if (rows[0]?.can) return;
  throw new Error(
    "this account of the database is no superuser, and TimescaleDB's own tables can be filled by nobody else: set DATABASE_ADMIN_URL",
  );
}

async function requireServer(admin: ClientBase, { postgres, timescaledb }: Manifest['database']): Promise<void> {
  const { rows } = await admin.query<{ server: string; versions: string[] }>(
    `SELECT current_setting('server_version') AS server,
       ARRAY(SELECT version FROM pg_available_extension_versions WHERE name = 'timescaledb') AS versions`,
  );
  const { server = '0', versions = [] } = rows[0] ?? {};
  if (Number.parseInt(server, 10) < Number.parseInt(postgres, 10)) {
    throw new Error(
      `the backup is of PostgreSQL ${postgres}, the server runs ${server}: restore into ${postgres} or later`,
    );
  }
  if (versions.includes(timescaledb)) return;
  throw new Error(
    `the backup is of TimescaleDB ${timescaledb}, the server has ${versions.join(', ') || 'none'}: install ${timescaledb}, restore, and update then (ALTER EXTENSION timescaledb UPDATE)`,
  );
}

/** Restored by a superuser, owned by whom the system signs in as. A hypertable takes its chunks along. */
async function giveTo(client: ClientBase, owner: string): Promise<void> {
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('ALTER %s %s OWNER TO %I', kind, name, $1::text) AS statement FROM (
       SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind, c.oid::regclass::text AS name, c.oid, 'pg_class'::regclass AS class
       FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S', 'v')
         AND NOT EXISTS (SELECT FROM pg_depend i WHERE i.classid = 'pg_class'::regclass AND i.objid = c.oid AND i.deptype = 'i' AND relkind = 'S')
       UNION ALL
       SELECT 'FUNCTION', oid::regprocedure::text, oid, 'pg_proc'::regclass FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       UNION ALL
       SELECT 'TYPE', oid::regtype::text, oid, 'pg_type'::regclass FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
     ) o WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')`,
    [owner],
  );
  for (const { statement } of rows) await client.query(statement);
}
