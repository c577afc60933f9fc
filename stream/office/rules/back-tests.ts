import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { finishBackTest } from '#shared/store/rule-back-tests.ts';
import type { BackTestTask } from './back-test-worker.ts';

/** Runs back-tests, each on a thread of its own: half a minute of a processor, in which the office answers others. */
export type BackTests = {
  readonly start: (id: number) => void;
  /** Ends those that run; whoever asked is told that they failed. */
  readonly stop: () => Promise<void>;
};

/** How much one may hold: four days of a large city. */
const mostMb = 1_024;

/** Nothing runs yet. */
export function createBackTests({
  pool,
  databaseUrl,
  log,
}: {
  pool: pg.Pool;
  databaseUrl: string;
  log: Log;
}): BackTests {
  const running = new Map<number, Worker>();
  const fail = async (id: number, fault: string): Promise<void> => {
    await finishBackTest(pool, id, { fault }, new Date()).catch((error: unknown) => {
      log.warn({ err: error, id }, 'a back-test failed and could not be told so; it is taken as ended in a minute');
    });
  };
  return {
    start: (id) => {
      const workerData: BackTestTask = { databaseUrl, id };
      const worker = new Worker(join(import.meta.dirname, 'back-test-worker.ts'), {
        workerData,
        resourceLimits: { maxOldGenerationSizeMb: mostMb },
      });
      running.set(id, worker);
      worker.on('error', (error) => {
        log.error({ err: error, id }, 'back-test failed');
        void fail(id, error instanceof Error ? error.message : String(error));
      });
      worker.on('exit', () => running.delete(id));
    },
    stop: async () => {
      for (const [id, worker] of running) {
        await worker.terminate();
        await fail(id, 'the office was stopped; try again');
      }
    },
  };
}
