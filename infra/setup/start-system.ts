import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeAddresses } from '#shared/service/addresses.ts';
import { loadPackHeader } from '#shared/locality/load-pack.ts';
import { findReadyChromium } from '../servers/chromium.ts';
import { logFolderEnv } from '../servers/log-folder.ts';
import { startServers, type RunningServers } from '../servers/start-servers.ts';
import { buildDisplay } from './build-display.ts';
import { chooseHealthPorts, choosePorts } from './choose-ports.ts';
import { drillPlayer, findBoundaries, listFeeders } from './feeders.ts';
import { cacheFolder, PROJECT_DIR } from './folders.ts';
import { migrate, readMigrations } from './migrate.ts';
import type { KeptProcess } from './process/keep-alive.ts';
import { claimLock } from './process/process-identity.ts';
import type { Progress } from './progress.ts';
import { SERVICES, stopInOrder, superviseChild, type ChildSpec, type ReadyMessage } from './process/supervisor.ts';

export type StartOptions = {
  dataDir: string;
  env: NodeJS.ProcessEnv;
  progress: Progress;
  signal: AbortSignal;
};

export type RunningSystem = {
  origin: string;
  /** The world that is fed; undefined when nothing but real sources feeds the system. */
  world: string | undefined;
  /** Where devices connect by MQTT, as seen from this machine. */
  mqttUrl: string;
  /** What the office says once: the administrator's first password and the wall's read-only token. */
  office: ReadyMessage;
  stop: () => Promise<void>;
};

/** Brings the whole system up, step by step; whatever was started is stopped again when a step fails. */
export async function startSystem(options: StartOptions): Promise<RunningSystem> {
  const { dataDir, env, progress, signal } = options;
  mkdirSync(dataDir, { recursive: true, mode: 0o755 });
  const lock = join(dataDir, 'running.json');
  if (!claimLock(lock)) {
    throw new Error(`already running on ${dataDir}: stop that one first, or set VONGLAU_DATA to another folder`);
  }
  const running: Running = { servers: undefined, children: [], healthPorts: new Map(), office: { ready: true } };
  const stop = async (): Promise<void> => {
    await stopInOrder(running.children);
    await running.servers?.stop();
    rmSync(lock, { force: true });
  };
  try {
    const servers = await progress.step('Servers', (report) =>
      startServers({ dataDir, cacheDir: cacheFolder(env), env, report, signal }),
    );
    running.servers = servers;
    await progress.step('Database', () => migrate(servers.databaseUrl, readMigrations(join(PROJECT_DIR, 'infra/sql'))));
    await progress.step('Display', () => buildDisplay(PROJECT_DIR, signal));
    const city = env.VONGLAU_CITY ?? 'hanoi';
    const { timeZone } = loadPackHeader(env.VONGLAU_PACK ?? join(PROJECT_DIR, 'infra/localities', city));
    const ports = await choosePorts(options, progress.say);
    const names = SERVICES.map(({ name }) => name);
    running.healthPorts = await chooseHealthPorts(dataDir, names, progress.say);
    const healthUrls = [...running.healthPorts].map(([name, port]) => [name, `http://127.0.0.1:${port}`] as const);
    const origin = env.PUBLIC_ORIGIN ?? `http://localhost:${ports.DISPLAY_PORT}`;
    const mqttUrl = `${env.MQTT_CERT_FILE === undefined ? 'mqtt' : 'mqtts'}://127.0.0.1:${ports.MQTT_PORT}`;
    // Briefs are printed by it; without one they can be read and not printed.
    const printer = findReadyChromium({ cacheDir: cacheFolder(env), env })?.executablePath;
    const childEnv = {
      MQTT_URL: mqttUrl,
      ...(printer !== undefined && { CHROMIUM_PATH: printer }),
      ...env,
      ...{ NATS_URL: servers.natsUrl, DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl },
      ...ports,
      NODE_ENV: 'production',
      VONGLAU_CITY: city,
      VONGLAU_TIME_ZONE: timeZone,
      VONGLAU_DATA: dataDir,
    };
    const feeders = listFeeders(childEnv);
    const world = feeders[0]?.world;
    writeAddresses(dataDir, {
      ...{ natsUrl: servers.natsUrl, databaseUrl: servers.databaseUrl, redisUrl: servers.redisUrl },
      ...{ city, timeZone },
      ingestUrl: `http://127.0.0.1:${ports.INGEST_PORT}`,
      ...{ mqttUrl, publicUrl: origin },
      healthUrls: Object.fromEntries(healthUrls),
    });
    // The wall shows the world that is fed; a city without feeders shows itself.
    const boundaries = env.BOUNDARY_FILE ?? findBoundaries(city);
    const serviceEnv = {
      ...{ ...childEnv, WALL_WORLD: env.WALL_WORLD ?? world ?? 'live' },
      HEALTH_URLS: healthUrls.map((pair) => pair.join('=')).join(','),
      ...(boundaries !== undefined && { BOUNDARY_FILE: boundaries }),
      ...logFolderEnv(dataDir, env),
    };
    await startServices(options, serviceEnv, running);
    await startFeeders(options, { feeders: [...feeders, drillPlayer], env: childEnv, running });
    return { origin, office: running.office, world, mqttUrl, stop };
  } catch (error) {
    // Told once, by the start that made it: nobody else could tell it any more.
    const { firstPassword } = running.office;
    if (firstPassword) progress.say(`Administrator  admin / ${firstPassword}   (shown only this once)`);
    await stop();
    throw error;
  }
}

type Running = {
  servers: RunningServers | undefined;
  children: { kind: ChildSpec['kind']; process: KeptProcess<ReadyMessage> }[];
  healthPorts: ReadonlyMap<string, number>;
  office: ReadyMessage;
};

async function startServices(
  { dataDir, progress, signal }: StartOptions,
  env: NodeJS.ProcessEnv,
  running: Running,
): Promise<void> {
  for (const service of SERVICES) {
    signal.throwIfAborted();
    const healthPort = running.healthPorts.get(service.name);
    const spec = { ...service, ...(healthPort !== undefined && { healthPort }) };
    const ready = await progress.step(spec.name, (report) => {
      const process = superviseChild(spec, { dataDir, env, report });
      running.children.push({ kind: spec.kind, process });
      return untilAborted(process.ready, signal).catch((error: unknown) => {
        const log = join(dataDir, 'logs', `${spec.name}.log`);
        throw new Error(`${error instanceof Error ? error.message : String(error)}; ${log} tells more`, {
          cause: error,
        });
      });
    });
    if (spec.name === 'office') running.office = ready;
  }
}

type Feeding = { feeders: ChildSpec[]; env: NodeJS.ProcessEnv; running: Running };

async function startFeeders({ dataDir, progress }: StartOptions, { feeders, env, running }: Feeding): Promise<void> {
  for (const spec of feeders) {
    await progress.step(`feed: ${spec.name}`, (report) => {
      const process = superviseChild(spec, { dataDir, env, report });
      running.children.push({ kind: spec.kind, process });
      return process.ready;
    });
  }
}

function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    signal.addEventListener(
      'abort',
      () => {
        reject(new Error('interrupted'));
      },
      { once: true },
    );
    work.then(resolve, reject);
  });
}
