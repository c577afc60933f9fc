import { Redis } from 'ioredis';
import type pg from 'pg';
import { createLog, type Log } from '#shared/service/log.ts';
import { createPool } from '#shared/service/postgres.ts';
import { createPrinting, type Printing } from '#shared/service/printing.ts';
import { createLoginFailures, type LoginFailureStore } from '#shared/store/login-failures.ts';
import { readDisplayConfig, type DisplayConfig } from './config.ts';
import type { SystemReport } from '../system/system-report.ts';
import { createHealthGatherer } from './gather-health.ts';
import { createCityLogin, type CityLogin } from './sign-in/city-login.ts';
import { createViewerMemory, type ViewerMemory } from './viewer-memory.ts';

/** What the pages share: one of each for the process, opened before the first request. */
export type Resources = {
  readonly config: DisplayConfig;
  readonly log: Log;
  readonly pool: pg.Pool;
  readonly loginFailures: LoginFailureStore;
  /** For a look at what is mirrored there; it may be away at any time. */
  readonly redis: Redis;
  /** Undefined: nobody logs in with the city's own account. */
  readonly cityLogin: CityLogin | undefined;
  readonly viewers: ViewerMemory;
  /** Prints pages as PDF; undefined: there is no browser to print with. */
  readonly printing: Printing;
  /** How every process is, by its own word. */
  readonly gatherHealth: () => Promise<SystemReport>;
};

let opened: Resources | undefined;

/** Opens the resources from the environment. Neither server needs to be there yet. */
export function openResources(env: NodeJS.ProcessEnv): void {
  const config = readDisplayConfig(env);
  const log = createLog('display', config.LOG_LEVEL);
  const redis = new Redis(config.REDIS_URL, {
    commandTimeout: 300,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
  });
  redis.on('error', (error) => {
    log.debug({ err: error }, 'redis');
  });
  opened = {
    config,
    log,
    pool: createPool(config.DATABASE_URL, 'display', log),
    redis,
    loginFailures: createLoginFailures(redis, `vonglau:${config.VONGLAU_CITY}`),
    cityLogin: createCityLogin(config),
    printing: createPrinting(config),
    viewers: createViewerMemory(() => performance.now()),
    gatherHealth: createHealthGatherer({
      ...{ urls: config.HEALTH_URLS, fetch },
      ...{ now: () => new Date(), elapsedMs: () => performance.now() },
    }),
  };
}

/** The opened resources; throws when a page is rendered before `openResources`. */
export function resources(): Resources {
  if (!opened) throw new Error('The display was not initialised: openResources must run in the server init hook.');
  return opened;
}
