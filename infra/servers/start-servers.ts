import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeOwnFolder, reachableFolder, serverAccount, type Account } from '../setup/account.ts';
import { rememberedPort } from '../setup/free-port.ts';
import { giveWay } from '../setup/process/give-way.ts';
import { keepAlive, type KeptProcess } from '../setup/process/keep-alive.ts';
import { endRemembered, rememberProcess } from '../setup/process/process-identity.ts';
import type { Report } from '../setup/report.ts';
import { openRotatingLog } from '../setup/process/rotating-log.ts';
import { prepareNats } from './nats.ts';
import type { OwnServer, ServerPlace } from './own-server.ts';
import { preparePostgres } from './postgres.ts';
import { prepareRedis } from './redis.ts';
import { unpackServers } from './server-packages.ts';

export type ServerAddresses = { natsUrl: string; databaseUrl: string; redisUrl: string };

export type StartServersOptions = {
  /** Servers keep their data in `<dataDir>/servers`, their logs in `<dataDir>/logs`. */
  dataDir: string;
  /** Unpacked programs, shared by every data folder. */
  cacheDir: string;
  /** NATS_URL, DATABASE_URL and REDIS_URL here mean: use that one, start none. */
  env: NodeJS.ProcessEnv;
  report: Report;
  signal?: AbortSignal;
  /** Servers for one test run: little memory, small limits. Durability is the same. */
  throwaway?: boolean;
};

export type RunningServers = ServerAddresses & { stop: () => Promise<void> };

/** Starts the private servers that the environment does not name; each is checked to be ours before it is used. */
export async function startServers(options: StartServersOptions): Promise<RunningServers> {
  const given = {
    nats: options.env.NATS_URL,
    postgres: options.env.DATABASE_URL,
    redis: options.env.REDIS_URL,
  };
  const wanted = (['nats', 'postgres', 'redis'] as const).filter((name) => !given[name]);
  const started = wanted.length > 0 ? await startPrivate(options, wanted) : [];
  const url = (name: OwnServer['name']): string =>
    given[name] ?? started.find(({ server }) => server.name === name)?.server.url ?? '';
  return {
    natsUrl: url('nats'),
    databaseUrl: url('postgres'),
    redisUrl: url('redis'),
    stop: () => stopAll(started),
  };
}

type Started = { server: OwnServer; process: KeptProcess<void> };

async function startPrivate(options: StartServersOptions, names: OwnServer['name'][]): Promise<Started[]> {
  const account = serverAccount();
  const cacheDir = reachableFolder(options.cacheDir, account, options.report);
  const home = reachableFolder(join(options.dataDir, 'servers'), account, options.report);
  const root = await unpackServers({ ...options, cacheDir });
  const started: Started[] = [];
  const startOne = async (name: OwnServer['name']): Promise<void> => {
    const folder = join(home, name);
    makeOwnFolder(folder, account);
    if (await endRemembered(join(folder, 'process.json'), name === 'postgres' ? 'SIGINT' : 'SIGTERM', 30_000)) {
      options.report({ text: `${name}: ended the server a crashed run had left` });
    }
    const port = await rememberedPort(join(folder, 'port'), name, options.report);
    const server = await prepare(name, { root, folder, port, throwaway: options.throwaway ?? false }, account);
    const process = launch(server, account, options);
    started.push({ server, process });
    await process.ready;
  };
  try {
    await Promise.all(names.map(startOne));
    options.signal?.throwIfAborted();
    return started;
  } catch (error) {
    await stopAll(started);
    throw error;
  }
}

async function prepare(name: OwnServer['name'], place: ServerPlace, account: Account | undefined): Promise<OwnServer> {
  if (name === 'nats') return prepareNats(place, account);
  return name === 'redis' ? prepareRedis(place, account) : preparePostgres(place, account);
}

function launch(server: OwnServer, account: Account | undefined, options: StartServersOptions): KeptProcess<void> {
  const log = openRotatingLog(join(options.dataDir, 'logs', `${server.name}.log`));
  return keepAlive({
    name: server.name,
    launch: () => {
      // The kernel asks the server to stop when this process dies, however it dies.
      const child = spawn('setpriv', ['--pdeathsig', server.stopSignal, server.start.program, ...server.start.args], {
        cwd: server.folder,
        env: { PATH: '/usr/bin:/bin' },
        ...account,
        // Its own process group: Ctrl-C reaches the supervisor alone, which stops everything in order.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      // Tests wait for nothing but this one.
      if (options.throwaway !== true) giveWay(server.name, child);
      child.stdout.on('data', log.write);
      child.stderr.on('data', log.write);
      if (child.pid) rememberProcess(join(server.folder, 'process.json'), child.pid);
      return child;
    },
    waitReady: (_child: ChildProcess, signal: AbortSignal) => waitUntilOurs(server, signal),
    firstReadyMs: 60_000,
    stopSignal: server.stopSignal,
    graceMs: 30_000,
    report: options.report,
  });
}

async function waitUntilOurs(server: OwnServer, signal: AbortSignal): Promise<void> {
  while ((await server.check()) === 'silent') await sleep(50, undefined, { signal });
}

async function stopAll(started: Started[]): Promise<void> {
  await Promise.all(started.map(({ process }) => process.stop()));
}
