import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareNats } from '../../infra/servers/nats.ts';
import type { OwnServer as PreparedServer, ServerPlace } from '../../infra/servers/own-server.ts';
import { preparePostgres } from '../../infra/servers/postgres.ts';
import { prepareRedis } from '../../infra/servers/redis.ts';
import { unpackServers } from '../../infra/servers/server-packages.ts';
import {
  makeOwnFolder,
  reachableFolder,
  serverAccount,
  writeOwnedFile,
  type Account,
} from '../../infra/setup/account.ts';
import { cacheFolder } from '../../infra/setup/folders.ts';
import { findFreePort } from '../../infra/setup/free-port.ts';

export type ServerName = PreparedServer['name'];

export type OwnServerOptions = {
  /** An existing folder to keep its data in (a small disk, say); without it a new one, deleted at the end. */
  readonly home?: string;
  /** Changes the text of its configuration before the first start. */
  readonly reconfigure?: (config: string) => string;
};

const noReport = (): void => undefined;
const startMs = 60_000;

/** A server of the test's own, to be killed, paused and started again on the same port and data. */
export async function startOwnServer(name: ServerName, options: OwnServerOptions = {}) {
  const account = serverAccount();
  const home = options.home ?? (await mkdtemp(join(tmpdir(), `vonglau-${name}-`)));
  await chmod(home, 0o755);
  const folder = join(home, name);
  makeOwnFolder(folder, account);
  const env = process.env;
  const root = await unpackServers({
    cacheDir: reachableFolder(cacheFolder(env), account, noReport),
    env,
    report: noReport,
  });
  const server = await prepare(name, { root, folder, port: await findFreePort(), throwaway: true }, account);
  if (options.reconfigure) {
    const file = join(folder, configFiles[name]);
    writeOwnedFile(file, options.reconfigure(readFileSync(file, 'utf8')), account);
  }
  let child: ChildProcess | undefined;
  const isRunning = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;

  /** Starts it and waits until it answers; one that ends again (its killed forerunner still lingers) is started anew. */
  const start = async (): Promise<void> => {
    const untilMs = performance.now() + startMs;
    for (;;) {
      if (!isRunning()) child = launch(server, account);
      if ((await server.check()) === 'ours') return;
      if (performance.now() > untilMs)
        throw new Error(`${name} did not start within ${String(startMs)} ms; see ${folder}`);
      await sleep(isRunning() ? 20 : 200);
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!child || !isRunning()) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  await start();
  return {
    ...{ name, folder, url: server.url, start, isRunning },
    pid: (): number => child?.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: () => end(server.stopSignal),
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    close: async (): Promise<void> => {
      child?.kill('SIGCONT');
      await end(server.stopSignal);
      if (options.home === undefined) await rm(home, { recursive: true, force: true });
    },
  };
}

export type OwnServer = Awaited<ReturnType<typeof startOwnServer>>;

const configFiles: Readonly<Record<ServerName, string>> = {
  nats: 'nats.conf',
  postgres: 'postgresql.conf',
  redis: 'redis.conf',
};

async function prepare(name: ServerName, place: ServerPlace, account: Account | undefined): Promise<PreparedServer> {
  if (name === 'nats') return prepareNats(place, account);
  return name === 'redis' ? prepareRedis(place, account) : await preparePostgres(place, account);
}

function launch(server: PreparedServer, account: Account | undefined): ChildProcess {
  // The kernel ends it when the test's process dies, however that dies.
  return spawn('setpriv', ['--pdeathsig', server.stopSignal, server.start.program, ...server.start.args], {
    cwd: server.folder,
    env: { PATH: '/usr/bin:/bin' },
    ...account,
    detached: true,
    stdio: 'ignore',
  });
}
