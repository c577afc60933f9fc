import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import { loadCheckpoint, type Checkpoint } from './checkpoint.ts';
import type { LogHead } from '#shared/service/follow-log.ts';

/**
 * The checkpoint to start from; undefined: from the log's beginning. With the database away that is right too as long as
 * the log still has its first frame; once it was trimmed only a checkpoint knows what was said before, so the database
 * is waited for rather than showing a city with half its faults forgotten.
 */
export async function chooseStart(
  pool: pg.Pool,
  head: LogHead,
  { packVersion, log, signal }: { packVersion: string; log: Log; signal: AbortSignal },
): Promise<Checkpoint | undefined> {
  for (let tries = 0; !signal.aborted; tries++) {
    try {
      return await loadCheckpoint(pool, { stream: head.id, lastSeq: head.lastSeq, packVersion });
    } catch (error) {
      if (tries === 0) log.warn({ err: error }, 'the checkpoint cannot be read');
      if (head.firstSeq <= 1) return undefined;
      await sleep(1_000, signal);
    }
  }
  return undefined;
}
