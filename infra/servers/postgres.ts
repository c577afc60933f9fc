import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { withConnection } from '#shared/service/with-connection.ts';
import { writeOwnedFile, type Account } from '../setup/account.ts';
import { runProgram } from '../setup/process/run-program.ts';
import { ForeignServerError, type OwnServer, type ServerPlace } from './own-server.ts';
import { postgresConfig } from './postgres-config.ts';
import { savedSecret } from './saved-secret.ts';
import { POSTGRES_BIN } from './unpacked-programs.ts';

const ROLE = 'vonglau';

/** A private PostgreSQL 17 with TimescaleDB; the cluster is created on first use. */
export async function preparePostgres(place: ServerPlace, account: Account | undefined): Promise<OwnServer> {
  const { root, folder, port } = place;
  const cluster = join(folder, 'cluster');
  const owner = savedSecret(join(folder, 'owner-password'));
  const password = savedSecret(join(folder, 'password'));
  if (!existsSync(join(folder, 'created'))) await createCluster({ root, folder, cluster, owner, account });
  const config = join(folder, 'postgresql.conf');
  writeOwnedFile(config, postgresConfig(place), account);
  const server = `127.0.0.1:${String(port)}`;
  return {
    name: 'postgres',
    folder,
    url: `postgres://${ROLE}:${password}@${server}/${ROLE}`,
    start: { program: join(root, POSTGRES_BIN, 'postgres'), args: ['-D', cluster, `--config-file=${config}`] },
    // Fast shutdown: ends sessions, writes a checkpoint, and is back at once.
    stopSignal: 'SIGINT',
    check: () => checkCluster({ cluster, ownerUrl: `postgres://postgres:${owner}@${server}`, password }),
  };
}

type Creation = { root: string; folder: string; cluster: string; owner: string; account: Account | undefined };

async function createCluster({ root, folder, cluster, owner, account }: Creation): Promise<void> {
  rmSync(cluster, { recursive: true, force: true });
  const passwordFile = join(folder, 'initdb-password');
  writeOwnedFile(passwordFile, owner, account);
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const args = ['-D', cluster, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-k', ...locale];
  await runProgram(join(root, POSTGRES_BIN, 'initdb'), { args, env: { PATH: '/usr/bin:/bin' }, cwd: folder, account });
  rmSync(passwordFile);
  writeFileSync(join(folder, 'created'), '');
}

async function checkCluster(expected: {
  cluster: string;
  ownerUrl: string;
  password: string;
}): Promise<'ours' | 'silent'> {
  const { cluster, ownerUrl, password } = expected;
  const client = new pg.Client({ connectionString: `${ownerUrl}/postgres`, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const found = rows[0]?.data_directory ?? 'nothing';
    if (found !== cluster) throw new ForeignServerError('postgres', found);
    await createDatabase(client, `${ownerUrl}/${ROLE}`, password);
    return 'ours';
  } catch (error) {
    return judgeFailure(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The application's own role owns its database; it may create others (tests do) but is no superuser. */
async function createDatabase(client: pg.Client, databaseUrl: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE]);
  if (rowCount === 0) {
    await client.query(`CREATE ROLE ${ROLE} LOGIN CREATEDB PASSWORD ${pg.escapeLiteral(password)}`);
    await client.query(`GRANT pg_monitor, pg_checkpoint TO ${ROLE}`);
  }
  const { rowCount: databases } = await client.query('SELECT FROM pg_database WHERE datname = $1', [ROLE]);
  if (databases === 0) await client.query(`CREATE DATABASE ${ROLE} OWNER ${ROLE}`);
  await withConnection({ connectionString: databaseUrl }, (database) =>
    database.query('CREATE EXTENSION IF NOT EXISTS timescaledb'),
  );
}

function judgeFailure(error: unknown): 'silent' {
  if (error instanceof ForeignServerError) throw error;
  const code = (error as { code?: string }).code ?? '';
  if (code.startsWith('28')) throw new ForeignServerError('postgres', 'wrong password');
  // Refused connections and "starting up" (57P03) pass by themselves; every other answer is a fault to show.
  if (/^(ECONN|ETIMEDOUT|57P03|EPIPE)/.test(code) || /timeout|terminated/i.test(String(error))) return 'silent';
  throw error;
}
