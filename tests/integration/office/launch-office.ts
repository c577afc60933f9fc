import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

const PROJECT_DIR = join(import.meta.dirname, '../../..');

type OfficeReady = { readonly ready: true; readonly wallToken: string; readonly firstPassword?: string };

export type LaunchedOffice = {
  readonly ready: OfficeReady;
  /** Everything it has logged. */
  readonly log: () => string;
  /** Asks it to stop and returns its exit code. */
  readonly stop: () => Promise<number | null>;
};

export type OfficePlace = {
  readonly databaseUrl: string;
  readonly city: string;
  readonly dataDir: string;
  readonly packDir?: string;
  readonly natsUrl?: string;
};

/** Starts the office as the process it is, and waits until it is ready. */
export async function launchOffice(place: OfficePlace): Promise<LaunchedOffice> {
  const child = fork(join(PROJECT_DIR, 'stream/office/main.ts'), {
    cwd: PROJECT_DIR,
    execArgv: [],
    silent: true,
    env: {
      DATABASE_URL: place.databaseUrl,
      NATS_URL: place.natsUrl ?? inject('servers').natsUrl,
      REDIS_URL: inject('servers').redisUrl,
      VONGLAU_CITY: place.city,
      VONGLAU_DATA: place.dataDir,
      VONGLAU_PACK: place.packDir ?? join(PROJECT_DIR, 'infra/localities/hanoi'),
      LOG_LEVEL: 'debug',
    },
  });
  let log = '';
  for (const output of [child.stdout, child.stderr]) output?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const ready = await Promise.race([
    once(child, 'message') as Promise<[OfficeReady]>,
    exited.then(() => {
      throw new Error(`the office ended before it was ready:\n${log}`);
    }),
  ]);
  return {
    ready: ready[0],
    log: () => log,
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
  };
}

/** A data folder of its own. */
export async function makeDataDir(): Promise<{ dataDir: string; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vonglau-office-'));
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) };
}
