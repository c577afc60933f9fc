import type { Log } from '#shared/service/log.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { Batch, Committed, WriterMemory } from './batch.ts';
import { commitBatch } from './commit-batch.ts';
import { mayPass, type DatabaseLink } from './database-link.ts';
import type { FrameSource } from './frame-source.ts';
import { halveBatch } from './halve-batch.ts';
import { isolatePoison, isPoisonous } from './isolate-poison.ts';

export type WriterPorts = {
  readonly source: FrameSource;
  readonly link: DatabaseLink;
  /** Called after every commit. */
  readonly onCommit: (committed: Committed, batch: Batch) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
};

/**
 * Batch after batch, each tried until it is in (a database away is waited for). The place in the log is committed with
 * the batch, so a crash anywhere leads to the same batch again, which counts nothing twice. Returns when the source is
 * closed; throws what no retry can mend.
 */
export async function runWriter(ports: WriterPorts, memory: WriterMemory): Promise<void> {
  while (!ports.signal.aborted) {
    const batch = await ports.source.gather();
    if (!batch) return;
    await commitUntilIn(ports, memory, batch);
  }
}

async function commitUntilIn(ports: WriterPorts, memory: WriterMemory, first: Batch): Promise<void> {
  let batch = first;
  let isSuspect = false;
  for (let attempt = 0; ; attempt += 1) {
    const tried = batch;
    try {
      if (isSuspect && batch === first) batch = await ports.link.work((client) => isolatePoison(client, memory, tried));
      const sifted = batch;
      const committed = await ports.link.work((client) => commitBatch(client, memory, sifted));
      if (committed) ports.onCommit(committed, first);
      return;
    } catch (error) {
      if (isPoisonous(error) && !isSuspect) {
        ports.log.error({ err: error, seq: batch.seq }, 'a batch failed by its data; looking for the event');
        isSuspect = true;
        continue;
      }
      if (isPoisonous(error) || !mayPass(error)) throw error;
      ports.log.warn({ err: error, attempt, seq: batch.seq }, 'commit failed; trying again');
      await sleep(backoffMs(attempt, 100, 5_000), ports.signal);
      ports.signal.throwIfAborted();
      // It may be more than a slow database does in the time it is given.
      const halves = attempt === 0 ? null : halveBatch(first);
      if (!halves) continue;
      for (const half of halves) await commitUntilIn(ports, memory, half);
      return;
    }
  }
}
