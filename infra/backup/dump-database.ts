import { join } from 'node:path';
import type { Report } from '../setup/report.ts';
import { withDatabase } from './connect-database.ts';
import { leftOutTables, readCheckpointSeq, readDatabaseFacts } from './database-facts.ts';
import { flushPath } from './file-sum.ts';
import { backupFiles, type Manifest } from './manifest.ts';
import { findPostgresPrograms, runPostgresProgram } from './postgres-programs.ts';

export type Dumped = {
  readonly database: Manifest['database'];
  /** Where the newest checkpoint in the dump stands that fits the log. */
  readonly checkpointSeq: number;
};

/**
 * Dumps the database as one snapshot while everybody goes on writing: the facts of the manifest are read in the very
 * snapshot that pg_dump reads, so the writer's place and the counts are those of the dump.
 */
export async function dumpDatabase(
  folder: string,
  source: {
    readonly databaseUrl: string;
    readonly logId: string;
    readonly env: NodeJS.ProcessEnv;
    readonly report: Report;
    readonly signal: AbortSignal;
  },
): Promise<Dumped> {
  const { databaseUrl, report, signal } = source;
  const file = join(folder, backupFiles.database);
  return withDatabase(databaseUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
    report({ text: 'counting rows' });
    const database = await readDatabaseFacts(client);
    const checkpointSeq = await readCheckpointSeq(client, source.logId);
    const programs = await findPostgresPrograms(Number.parseInt(database.postgres, 10), source);
    const tables = await countDumped(client);
    let done = 0;
    await runPostgresProgram(programs.dump, {
      databaseUrl,
      signal,
      args: [
        ...['--format=custom', '--compress=zstd:3', '--no-password', '--verbose', `--file=${file}`],
        ...[`--snapshot=${rows[0]?.snapshot ?? ''}`, '--lock-wait-timeout=60s'],
        ...leftOutTables.map((table) => `--exclude-table-data=public.${table}`),
      ],
      onLine: (line) => {
        if (!line.includes('dumping contents of table')) return;
        done += 1;
        report({ text: 'dumping', fraction: Math.min(1, done / tables) });
      },
    });
    await flushPath(file);
    return { database, checkpointSeq };
  });
}

/** How many tables pg_dump will go through, chunks and the extension's own included; good enough for a bar. */
async function countDumped(client: Parameters<typeof readDatabaseFacts>[0]): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*) AS n FROM pg_class WHERE relkind = 'r'
       AND relnamespace IN ('public'::regnamespace, '_timescaledb_internal'::regnamespace, '_timescaledb_catalog'::regnamespace)`,
  );
  return Math.max(1, rows[0]?.n ?? 1);
}
