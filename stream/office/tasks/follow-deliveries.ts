import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import { noteDeliveries } from './note-deliveries.ts';

const everyMs = 3_000;
const troubleMs = 30_000;

/** Looks every few seconds which tasks have reached their office; returns how to stop. */
export function followDeliveries(pool: pg.Pool, log: Log, now: () => number): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let waitMs = everyMs;
      try {
        await noteDeliveries(pool, new Date(now()));
      } catch (error) {
        log.warn({ err: error }, 'whether tasks reached their offices could not be noted; tried again');
        waitMs = troubleMs;
      }
      await sleep(waitMs, signal);
    }
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
