import { join } from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { Redis } from 'ioredis';
import type pg from 'pg';
import { readAddresses, type Addresses } from '#shared/service/addresses.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { PROJECT_DIR } from '../folders.ts';
import { pendingMigrations, readMigrations, type AppliedMigration } from '../migrate.ts';
import { examineCity } from './examine-city.ts';
import { examineDuty } from './examine-duty.ts';
import { examineMqtt } from './examine-mqtt.ts';
import { examineWall } from './examine-wall.ts';
import type { Examination } from './finding.ts';

const TIMEOUT_MS = 3000;
const MOST_SKEW_MS = 1000;
const START_IT = 'start the system (npm start), or correct its address in the environment';

type Result = Awaited<ReturnType<Examination['examine']>>;

/** What the running system's servers and doors say; a system that does not run is one finding. */
export function systemExaminations(env: NodeJS.ProcessEnv): Examination[] {
  let addresses: Addresses;
  try {
    addresses = readAddresses(env);
  } catch {
    const found = 'not running: servers, streams and clock were not looked at';
    return [
      {
        name: 'system',
        remedy: START_IT,
        examine: () => Promise.resolve({ state: 'warning', found, remedy: 'npm start' }),
      },
    ];
  }
  const { city, timeZone, natsUrl, databaseUrl, redisUrl, ingestUrl, mqttUrl, publicUrl } = addresses;
  return [
    { name: 'nats', remedy: START_IT, examine: () => examineNats(natsUrl, city) },
    { name: 'database', remedy: START_IT, examine: () => withDatabase(databaseUrl, examineDatabase) },
    { name: 'timescaledb', remedy: START_IT, examine: () => withDatabase(databaseUrl, examineExtension) },
    {
      name: 'migrations',
      remedy: 'restart the system, it migrates',
      examine: () => withDatabase(databaseUrl, examineMigrations),
    },
    { name: 'clock', remedy: 'synchronise the clocks (NTP)', examine: () => withDatabase(databaseUrl, examineClock) },
    { name: 'redis', remedy: START_IT, examine: () => examineRedis(redisUrl) },
    { name: 'door', remedy: START_IT, examine: () => examineHttp(ingestUrl) },
    ...(mqttUrl === undefined
      ? []
      : [{ name: 'mqtt door', remedy: START_IT, examine: () => examineMqtt(mqttUrl, TIMEOUT_MS) }]),
    {
      name: 'city',
      remedy: 'start the system once, it takes in the folder of the city',
      examine: () => withDatabase(databaseUrl, (client) => examineCity(client, timeZone)),
    },
    { name: 'duty', remedy: START_IT, examine: () => withDatabase(databaseUrl, examineDuty) },
    { name: 'wall', remedy: START_IT, examine: () => examineHttp(publicUrl) },
    { name: 'wall fit', remedy: START_IT, examine: () => withDatabase(databaseUrl, examineWall) },
  ];
}

async function examineNats(servers: string, city: string): Promise<Result> {
  const nats = await connect({ ...natsAddress(servers), timeout: TIMEOUT_MS, reconnect: false });
  try {
    const version = nats.info?.version ?? 'unknown';
    const manager = await jetstreamManager(nats, { timeout: TIMEOUT_MS });
    const { eventsStream } = subjectsOf(city);
    const names: string[] = [];
    for await (const { config } of manager.streams.list()) names.push(config.name);
    if (names.includes(eventsStream)) return { state: 'ok', found: `${version}, JetStream with ${names.join(', ')}` };
    return {
      state: 'bad',
      found: `${version}, but no stream ${eventsStream}`,
      remedy: 'restart the system, it creates the stream',
    };
  } finally {
    await nats.close();
  }
}

function withDatabase(url: string, examine: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const connection = { connectionString: url, connectionTimeoutMillis: TIMEOUT_MS, query_timeout: TIMEOUT_MS };
  return withConnection(connection, examine);
}

async function examineDatabase(client: pg.Client): Promise<Result> {
  const { rows } = await client.query<{ version: string; fsync: string; commit: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
            current_setting('synchronous_commit') AS commit`,
  );
  const { version = '', fsync = '', commit = '' } = rows[0] ?? {};
  const found = `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${commit}`;
  if (fsync !== 'on' || commit === 'off')
    return { state: 'bad', found, remedy: 'turn both on: accepted events must survive' };
  return Number.parseInt(version) >= 17
    ? { state: 'ok', found }
    : { state: 'bad', found, remedy: 'use PostgreSQL 17 or later' };
}

async function examineExtension(client: pg.Client): Promise<Result> {
  const { rows } = await client.query<{ extversion: string }>(
    "SELECT extversion FROM pg_extension WHERE extname = 'timescaledb'",
  );
  if (rows[0]) return { state: 'ok', found: rows[0].extversion };
  return { state: 'bad', found: 'missing', remedy: 'CREATE EXTENSION timescaledb in this database' };
}

async function examineMigrations(client: pg.Client): Promise<Result> {
  const { rows } = await client.query<AppliedMigration>(
    'SELECT number, name, checksum FROM schema_migrations ORDER BY number',
  );
  const pending = pendingMigrations(readMigrations(join(PROJECT_DIR, 'infra/sql')), rows);
  if (pending.length === 0) return { state: 'ok', found: `${String(rows.length)} applied` };
  return { state: 'bad', found: `${String(pending.length)} not applied`, remedy: 'restart the system, it migrates' };
}

async function examineClock(client: pg.Client): Promise<Result> {
  const beforeMs = Date.now();
  const { rows } = await client.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  const middleMs = (beforeMs + Date.now()) / 2;
  const skewMs = Math.round((rows[0]?.now.getTime() ?? 0) - middleMs);
  const found = `${String(skewMs)} ms from the database's`;
  if (Math.abs(skewMs) <= MOST_SKEW_MS) return { state: 'ok', found };
  return { state: 'bad', found, remedy: 'synchronise the clocks (NTP)' };
}

async function examineRedis(url: string): Promise<Result> {
  const client = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    connectTimeout: TIMEOUT_MS,
    commandTimeout: TIMEOUT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const version = /^redis_version:(\S+)/m.exec(await client.info('server'))?.[1] ?? 'unknown';
    return { state: 'ok', found: version };
  } finally {
    client.disconnect();
  }
}

async function examineHttp(url: string): Promise<Result> {
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'manual' });
  const found = `${url} answers ${String(response.status)}`;
  return response.status < 500 ? { state: 'ok', found } : { state: 'bad', found, remedy: 'look into .data/logs' };
}
