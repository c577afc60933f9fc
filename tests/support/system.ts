import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepCommandKey } from '#shared/service/command-key.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { requestCommand } from '#shared/service/request.ts';
import type { KeyCreate, KeyCreated } from '#shared/wire/commands.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { findFreePort } from '../../infra/setup/free-port.ts';
import { giveWay } from '../../infra/setup/process/give-way.ts';
import { waitFor } from './wait-for.ts';

const entries = {
  office: 'stream/office/main.ts',
  writer: 'stream/writer/main.ts',
  live: 'stream/live/main.ts',
  duty: 'stream/duty/main.ts',
  ingest: 'ingest/main.ts',
  display: 'display/server.ts',
} as const;

export type ProcessName = keyof typeof entries;

export type SystemOptions = {
  readonly natsUrl: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly city: string;
  readonly packDir?: string;
  /** Whether the processes tell how they are, each on a port of its own, as under the supervisor. */
  readonly health?: boolean;
  /** Whether they give way to one another as under the supervisor; tests want each of them soon. */
  readonly givesWay?: boolean;
  /** Which processes run, in the order they start. */
  readonly processes?: readonly ProcessName[];
  readonly env?: Readonly<Record<string, string>>;
  /** What one process is told besides. */
  readonly envOf?: Partial<Readonly<Record<ProcessName, Readonly<Record<string, string>>>>>;
};

/** Our real processes on given servers, each kept alive as the supervisor would, for tests and the bench. */
export async function startSystem(options: SystemOptions) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-system-'));
  const [ingestPort, livePort, displayPort] = await Promise.all([findFreePort(), findFreePort(), findFreePort()]);
  const publicUrl = `http://127.0.0.1:${displayPort}`;
  const names = options.processes ?? (['office', 'writer', 'live', 'ingest'] as const);
  const healthPorts = new Map(
    await Promise.all(
      (options.health ? names : []).map(async (name): Promise<[ProcessName, string]> => [
        name,
        String(await findFreePort()),
      ]),
    ),
  );
  const env = {
    ...{ NATS_URL: options.natsUrl, DATABASE_URL: options.databaseUrl, REDIS_URL: options.redisUrl },
    ...{
      VONGLAU_CITY: options.city,
      VONGLAU_DATA: dataDir,
      VONGLAU_PACK: options.packDir ?? 'tests/support/cities/six-unit',
    },
    ...{
      INGEST_PORT: String(ingestPort),
      LIVE_PORT: String(livePort),
      DISPLAY_PORT: String(displayPort),
      PUBLIC_ORIGIN: publicUrl,
    },
    // Small bounds, so that many cities of many tests fit one throwaway server.
    ...{ LOG_LEVEL: 'error', EVENTS_MAX_BYTES: String(64 * 2 ** 20), QUARANTINE_MAX_BYTES: String(2 ** 20) },
    HEALTH_URLS: [...healthPorts].map(([name, port]) => `${name}=http://127.0.0.1:${port}`).join(','),
    // What prints briefs.
    CHROMIUM_PATH: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    ...options.env,
  };
  const children = new Map<ProcessName, ChildProcess>();
  const ready = new Map<ProcessName, Record<string, unknown>>();
  const said: string[] = [];
  let stopping = false;

  const start = async (name: ProcessName): Promise<void> => {
    const child = spawn(process.execPath, [entries[name]], {
      env: { ...env, HEALTH_PORT: healthPorts.get(name) ?? '', ...options.envOf?.[name] },
      detached: options.givesWay === true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    if (options.givesWay) giveWay(name, child);
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', (chunk: Buffer) => {
        said.push(chunk.toString());
        if (env.LOG_LEVEL === 'error') process.stderr.write(chunk);
      });
    }
    children.set(name, child);
    child.once('exit', () => {
      if (!stopping && children.get(name) === child) setTimeout(() => void restart(name), 250);
    });
    const told = once(child, 'message') as Promise<[Record<string, unknown>]>;
    const [message] = await Promise.race([
      told,
      once(child, 'exit').then(() => Promise.reject(new Error(`${name} ended before it was ready`))),
    ]);
    ready.set(name, message);
  };
  const restart = async (name: ProcessName): Promise<void> => {
    if (!stopping) await start(name).catch(() => undefined);
  };
  const endAll = async (): Promise<void> => {
    stopping = true;
    for (const child of [...children.values()].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await gone;
      clearTimeout(late);
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  const startAll = async () => {
    for (const name of names) await start(name);
    return connectNats(options.natsUrl, 'test', createLog('test', 'silent'));
  };
  const { nats } = await startAll().catch(async (error: unknown) => {
    await endAll();
    throw error;
  });
  const subjects = subjectsOf(options.city);
  const key = keepCommandKey(env.VONGLAU_DATA);
  const ask = async <T>(verb: string, body: unknown): Promise<T> => {
    const answer = await requestCommand<T>(nats, subjects.command('office', verb), { actor: 'local:test', key, body });
    if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
    return answer.value;
  };
  return {
    /** What commands to this system are signed with. */
    commandKey: key,
    ...{ dataDir, subjects, nats, publicUrl, ask, databaseUrl: options.databaseUrl, city: options.city },
    ingestUrl: `http://127.0.0.1:${ingestPort}`,
    liveUrl: `ws://127.0.0.1:${livePort}/live`,
    wallToken: ready.get('office')?.wallToken as string,
    firstPassword: ready.get('office')?.firstPassword as string | undefined,
    /** Makes a key and waits until the door takes it; returns its token. */
    createKey: async (key: KeyCreate): Promise<string> => {
      const { token } = await ask<KeyCreated>('key.create', key);
      await waitFor('the door to know the key', async () => {
        const answer = await fetch(`http://127.0.0.1:${ingestPort}/v1/events`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: '{',
        }).catch(() => undefined);
        return answer !== undefined && answer.status !== 401;
      });
      return token;
    },
    /** Where each process tells how it is, as its neighbours are told. */
    healthUrls: new Map([...healthPorts].map(([name, port]) => [name as string, `http://127.0.0.1:${port}`])),
    /** What a process answers on its private port; undefined: nothing within five seconds. */
    askHealth: async (name: ProcessName, path = '/health'): Promise<{ status: number; text: string } | undefined> => {
      try {
        const url = `http://127.0.0.1:${healthPorts.get(name) ?? ''}${path}`;
        const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
        return { status: answer.status, text: await answer.text() };
      } catch {
        return undefined;
      }
    },
    /** All that the processes wrote to their logs. */
    logText: (): string => said.join(''),
    pidOf: (name: ProcessName): number | undefined => children.get(name)?.pid,
    /** Ends a process as told; it comes back by itself, as it would under the supervisor. */
    signal: (name: ProcessName, signal: NodeJS.Signals): void => {
      children.get(name)?.kill(signal);
    },
    async stop(): Promise<void> {
      stopping = true;
      await nats.close();
      await endAll();
    },
  };
}

export type System = Awaited<ReturnType<typeof startSystem>>;
