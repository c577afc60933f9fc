import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** One numbered SQL file of `infra/sql`. */
export type Migration = { number: number; name: string; sql: string; checksum: string; inTransaction: boolean };

const LOCK = 7_662_011;

/**
 * Brings a database up to date: applies the numbered files it has not seen, each in its own transaction, under a lock
 * that makes a second starter wait. Returns the names of those applied. Throws when an applied file was changed since.
 */
export async function migrate(databaseUrl: string, migrations: Migration[]): Promise<string[]> {
  const client = await connect(databaseUrl);
  try {
    await takeLock(client);
    await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    const { rows } = await client.query<AppliedMigration>(
      'SELECT number, name, checksum FROM schema_migrations ORDER BY number',
    );
    const pending = pendingMigrations(migrations, rows);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'migrate',
    connectionTimeoutMillis: 10_000,
  });
  // Whoever waits for a statement hears of a lost connection there.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    // A name with several addresses fails with an empty message; the code is always there.
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(
      `the database at ${client.host}:${String(client.port)} cannot be reached (${message || (code ?? 'no answer')}): ` +
        'start it, or correct DATABASE_URL',
      { cause: error },
    );
  }
}

// Asked again and again rather than waited for: a waiting statement would hold up CREATE INDEX CONCURRENTLY.
async function takeLock(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [LOCK]);
    if (rows[0]?.taken) return;
    await sleep(100);
  }
}

export type AppliedMigration = Pick<Migration, 'number' | 'name' | 'checksum'>;

/** The migrations still to apply; throws where the database and the files disagree about the past. */
export function pendingMigrations(migrations: Migration[], applied: AppliedMigration[]): Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of applied) {
    const file = byNumber.get(number);
    if (!file)
      throw new Error(`the database has migration ${name}, which this version lacks: run a version that has it`);
    if (file.checksum !== checksum) {
      throw new Error(`migration ${file.name} was changed after it was applied: restore it and add a new one`);
    }
  }
  const last = applied.at(-1)?.number ?? 0;
  const pending = migrations.slice(applied.length);
  const early = pending.find(({ number }) => number <= last);
  if (early)
    throw new Error(`migration ${early.name} comes before the applied ${String(last)}: give it the next number`);
  return pending;
}

/** Reads `NNNN-title.sql` files in order; throws for a number used twice or left out. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new Error(`infra/sql/${name}: expected a name like ${String(index + 1).padStart(4, '0')}-title.sql here`);
    }
    const sql = readFileSync(join(folder, name), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { number, name, sql, checksum, inTransaction: !sql.startsWith('-- no-transaction') };
  });
}

// A file headed `-- no-transaction` holds exactly one statement: several sent at once would share a transaction.
async function apply(client: pg.Client, { number, name, sql, checksum, inTransaction }: Migration): Promise<void> {
  const record = 'INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)';
  try {
    if (inTransaction) await client.query('BEGIN');
    await client.query(sql);
    await client.query(record, [number, name, checksum]);
    if (inTransaction) await client.query('COMMIT');
  } catch (error) {
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
