import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createConditionWatch, type WatchedCondition } from '../health/watch-conditions.ts';
import type { HealthCheck, ProcessHealth, Reached } from '../wire/health.ts';
import { serveHealth } from './health-server.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Sample } from './sample.ts';

/** A check; with `isNeeded` false the process does its work without it. */
export type AttendedCheck = HealthCheck & { readonly isNeeded?: boolean };

/** What a running process tells of itself. */
export type Attended = {
  /** Taken every few seconds before everything else is read. */
  readonly samples?: readonly Sample<unknown>[];
  readonly checks: () => readonly AttendedCheck[];
  readonly conditions?: readonly WatchedCondition[];
  readonly reached?: () => Reached | null;
};

export type Health = {
  readonly metrics: Metrics;
  /** Begins to tell what holds; until then the process is alive and not ready. */
  readonly attend: (attended: Attended) => void;
  readonly stop: () => Promise<void>;
};

export type HealthConfig = {
  readonly VONGLAU_CITY: string;
  readonly HEALTH_HOST: string;
  readonly HEALTH_PORT?: number | undefined;
};

const lookEveryMs = 5_000;
const starting: readonly HealthCheck[] = [{ name: 'started', ok: false, detail: 'starting' }];

/**
 * A process's health: its metrics, checks and conditions, served on its private port from the first moment on. Without a
 * port nothing is looked at and nothing served, and the metrics are counted for nobody.
 */
export async function openHealth(process: string, config: HealthConfig, log: Log): Promise<Health> {
  const metrics = createMetrics(process);
  const { HEALTH_PORT: port, HEALTH_HOST: host, VONGLAU_CITY: city } = config;
  if (port === undefined) return { metrics, attend: () => undefined, stop: () => Promise.resolve() };

  const startedAt = new Date().toISOString();
  const version = readVersion();
  let attended: Attended = { checks: () => starting };
  let conditions = createConditionWatch([], { now: Date.now, onChange: () => undefined });
  let looking: NodeJS.Timeout | undefined;

  const read = (): ProcessHealth => {
    const attendedChecks = attended.checks();
    const checks = attendedChecks.map(({ name, ok, detail }) => ({ name, ok, detail }));
    const ready = attendedChecks.every(({ ok, isNeeded }) => ok || isNeeded === false);
    return {
      ...{ process, city, version, startedAt, at: new Date().toISOString() },
      ...{ ready, checks, conditions: conditions.current() },
      reached: attended.reached?.() ?? null,
    };
  };
  const look = async (): Promise<void> => {
    await Promise.all((attended.samples ?? []).map((sample) => sample.take()));
    conditions.look();
  };

  metrics.watchProcess();
  const server = await serveHealth({ host, port, read, metrics });
  // The city's work goes on without it; whoever asks for it finds a silent process.
  if ('fault' in server) log.error({ err: server.fault, port }, 'health is not served: its port cannot be had');
  return {
    metrics,
    attend: (given) => {
      attended = given;
      conditions = createConditionWatch(given.conditions ?? [], {
        now: Date.now,
        onChange: ({ name, state, value, process: whose }) => {
          const level = state === 'ok' ? 'info' : 'warn';
          log[level]({ condition: name, of: whose, state, value }, `${name} of ${whose} is ${state}`);
        },
      });
      let busy: Promise<void> | undefined;
      const lookOnce = (): void => {
        busy ??= look().finally(() => (busy = undefined));
      };
      lookOnce();
      clearInterval(looking);
      looking = setInterval(lookOnce, lookEveryMs);
    },
    stop: async () => {
      clearInterval(looking);
      if ('stop' in server) await server.stop();
    },
  };
}

function readVersion(): string {
  const file = resolve(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
