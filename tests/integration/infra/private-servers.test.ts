import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { natsAddress } from '#shared/service/nats-address.ts';
import { withConnection } from '#shared/service/with-connection.ts';
import { prepareNats } from '../../../infra/servers/nats.ts';
import { startServers, type RunningServers } from '../../../infra/servers/start-servers.ts';
import { cacheFolder, PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { identifyProcess, rememberedProcess } from '../../../infra/setup/process/process-identity.ts';
import { waitFor } from '../../support/wait-for.ts';
import { deleteThrowawayFolder, makeThrowawayFolder } from '../../../infra/setup/throwaway-folder.ts';

const cacheDir = cacheFolder(process.env);
let dataDir: string;
let notes: string[];

beforeEach(async () => {
  dataDir = await makeThrowawayFolder();
  notes = [];
});

afterEach(async () => {
  await deleteThrowawayFolder(dataDir);
});

function start(env: NodeJS.ProcessEnv = {}): Promise<RunningServers> {
  return startServers({ dataDir, cacheDir, env, report: ({ text }) => notes.push(text), throwaway: true });
}

function query(databaseUrl: string, sql: string): Promise<unknown[]> {
  return withConnection(
    { connectionString: databaseUrl },
    async (client) => (await client.query<Record<string, unknown>>(sql)).rows,
  );
}

test('a second start finds the same ports and the same data', async () => {
  const first = await start();
  await query(first.databaseUrl, 'CREATE TABLE kept AS SELECT 7 AS seven');
  await first.stop();
  const second = await start();
  try {
    expect([second.natsUrl, second.databaseUrl, second.redisUrl]).toEqual([
      first.natsUrl,
      first.databaseUrl,
      first.redisUrl,
    ]);
    expect(await query(second.databaseUrl, 'SELECT seven FROM kept')).toEqual([{ seven: 7 }]);
  } finally {
    await second.stop();
  }
});

test('NATS lets in who knows its password, also on a data folder from before it had one', async () => {
  const first = await start();
  const made = await connect(natsAddress(first.natsUrl));
  await (await jetstreamManager(made)).streams.add({ name: 'KEPT', subjects: ['kept'] });
  await jetstream(made).publish('kept', 'an event');
  await made.close();
  await first.stop();
  await rm(join(dataDir, 'servers/nats/password'));
  const second = await start();
  try {
    expect(second.natsUrl).not.toBe(first.natsUrl);
    const stranger = connect({ servers: new URL(second.natsUrl).host, reconnect: false });
    await expect(stranger).rejects.toThrow(/authorization/i);
    const nats = await connect(natsAddress(second.natsUrl));
    expect((await (await jetstreamManager(nats)).streams.info('KEPT')).state.messages).toBe(1);
    await nats.close();
  } finally {
    await second.stop();
  }
});

test('a server that dies is shown and started again at the same address', async () => {
  const servers = await start();
  try {
    const file = join(dataDir, 'servers/postgres/process.json');
    const killed = rememberedProcess(file);
    expect(killed).toBeDefined();
    if (killed) process.kill(killed.pid, 'SIGKILL');
    await waitFor('the database to come back', async () => {
      const rows = await query(servers.databaseUrl, 'SELECT 1 AS one').catch(() => []);
      return rows.length === 1 && rememberedProcess(file)?.pid !== killed?.pid;
    });
    expect(notes.some((note) => note.startsWith('postgres was ended by SIGKILL; starting it again'))).toBe(true);
  } finally {
    await servers.stop();
  }
});

test('a port that somebody else took meanwhile is replaced and said', async () => {
  const first = await start();
  await first.stop();
  const port = Number(new URL(first.natsUrl).port);
  const stranger = createServer().listen(port, '127.0.0.1');
  await once(stranger, 'listening');
  const second = await start();
  try {
    expect(second.natsUrl).not.toBe(first.natsUrl);
    expect(notes.some((note) => note.startsWith(`nats: port ${String(port)} is taken`))).toBe(true);
  } finally {
    stranger.close();
    await second.stop();
  }
});

test('a killed run leaves no server behind', async () => {
  const run = spawn(process.execPath, ['infra/cli/main.ts', 'servers', '--data', dataDir], {
    cwd: PROJECT_DIR,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, VONGLAU_CACHE: cacheDir },
  });
  await once(createInterface(run.stdout), 'line');
  const left = JSON.parse(await readFile(join(dataDir, 'servers/postgres/process.json'), 'utf8')) as { pid: number };
  run.kill('SIGKILL');
  await once(run, 'exit');
  const servers = await start();
  try {
    expect(identifyProcess(left.pid)).toBeUndefined();
  } finally {
    await servers.stop();
  }
});

test('a strange server on our port is recognised before anything is sent to it', async () => {
  const port = Number(new URL(inject('servers').natsUrl).port);
  const ours = prepareNats({
    root: join(cacheDir, 'servers-trixie-pg17/root'),
    folder: dataDir,
    port,
    throwaway: true,
  });
  await expect(ours.check()).rejects.toThrow('another server answers on our port');
});

test('servers named in the environment are used, none is started', async () => {
  const env = { NATS_URL: 'nats://a:1', DATABASE_URL: 'postgres://b:2/c', REDIS_URL: 'redis://d:3' };
  const servers = await start(env);
  expect(servers).toMatchObject({ natsUrl: 'nats://a:1', databaseUrl: 'postgres://b:2/c', redisUrl: 'redis://d:3' });
  await servers.stop();
});
