import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareNats } from '../../infra/servers/nats.ts';
import { unpackServers } from '../../infra/servers/server-packages.ts';
import { cacheFolder } from '../../infra/setup/folders.ts';
import { findFreePort } from '../../infra/setup/free-port.ts';
import { waitFor } from './wait-for.ts';

/** A NATS of the test's own, to be killed, paused and started again on the same port and data. */
export async function startOwnNats() {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-nats-'));
  const env = process.env;
  const root = await unpackServers({ cacheDir: cacheFolder(env), env, report: () => undefined });
  const server = prepareNats({ root, folder, port: await findFreePort(), throwaway: true });
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    child = spawn(server.start.program, server.start.args, { stdio: 'ignore' });
    await waitFor('NATS to answer', async () => (await server.check()) === 'ours');
  };
  const signal = async (name: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(name);
    await gone;
  };
  await start();
  return {
    url: server.url,
    start,
    kill: () => signal('SIGKILL'),
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    close: async (): Promise<void> => {
      child?.kill('SIGCONT');
      await signal('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
