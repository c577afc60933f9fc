import type { ClientBase } from 'pg';
import { readableFoldVersions } from '#shared/fold/fold-state.ts';
import type { Manifest } from './manifest.ts';

/** What the caller's transaction sees of the database: its versions, its migrations, its rows, the writer's place. */
export async function readDatabaseFacts(client: ClientBase): Promise<Manifest['database']> {
  const { rows: migrations } = await client.query<Manifest['database']['migrations'][number]>(
    'SELECT number, name, checksum FROM schema_migrations ORDER BY number',
  );
  const { rows: places } = await client.query<{ stream: string; seq: number }>(
    'SELECT stream, seq FROM writer_position',
  );
  return {
    ...(await readVersions(client)),
    migrations,
    rows: await countRows(client),
    ...(places[0] ?? { stream: '', seq: 0 }),
  };
}

/** Of the server and of its TimescaleDB ('' where it is not installed in this database). */
export async function readVersions(client: ClientBase): Promise<{ postgres: string; timescaledb: string }> {
  const { rows } = await client.query<{ postgres: string; timescaledb: string }>(
    `SELECT current_setting('server_version') AS postgres,
       coalesce((SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'), '') AS timescaledb`,
  );
  return rows[0] ?? { postgres: '', timescaledb: '' };
}

/** Tables of ours whose rows a backup leaves out: who was signed in signs in again. */
export const leftOutTables = ['sessions'];

/** Rows of every table of ours; a table of partitions is one. */
export async function countRows(client: ClientBase): Promise<Record<string, number>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND relname <> ALL ($1) ORDER BY 1`,
    [leftOutTables],
  );
  const counted: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ n: number }>(`SELECT count(*) AS n FROM ${client.escapeIdentifier(name)}`);
    counted[name] = rows[0]?.n ?? 0;
  }
  return counted;
}

/**
 * Where the newest checkpoint stands that live, and the duty process, could go on from in this log; 0: from nowhere but the
 * log's beginning.
 */
export async function readCheckpointSeq(client: ClientBase, logId: string): Promise<number> {
  const { rows } = await client.query<{ seq: number }>(
    `SELECT coalesce(least(max(seq), duty), 0) AS seq
     FROM (SELECT (SELECT seq FROM duty_folds WHERE stream = $1 AND fold_version = ANY($2)) AS duty) AS own
     LEFT JOIN checkpoints ON stream = $1 AND fold_version = ANY($2) GROUP BY duty HAVING max(seq) IS NOT NULL`,
    [logId, readableFoldVersions],
  );
  return rows[0]?.seq ?? 0;
}
