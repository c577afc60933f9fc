import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import { measureMoves } from './staff/measure-moves.ts';
import { noteDeliveries } from './tasks/note-deliveries.ts';

const everyMs = 3_000;
const troubleMs = 30_000;

/** Looks every few seconds which tasks have reached their office, and which moves of staff can be measured; returns how to stop. */
export function followMoves(pool: pg.Pool, log: Log, now: () => number): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      let waitMs = everyMs;
      try {
        await noteDeliveries(pool, new Date(now()));
        await measureMoves(pool, now());
      } catch (error) {
        log.warn({ err: error }, 'deliveries of tasks and moves of staff could not be looked at; tried again');
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
