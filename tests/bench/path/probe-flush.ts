import { jetstreamManager, StorageType } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';

const everyMs = 10;

/**
 * The limit of every durable answer on this machine at this moment: one small message published, flushed to disk and
 * acknowledged, a hundred a second by due time. Returns each answer's milliseconds, sorted.
 */
export async function probeFlush(nats: NatsConnection, seconds: number, signal: AbortSignal): Promise<number[]> {
  const jsm = await jetstreamManager(nats);
  const js = jsm.jetstream();
  const name = 'BENCH_PROBE';
  await jsm.streams.add({ name, subjects: ['bench.probe'], storage: StorageType.File, max_bytes: 2 ** 24 });
  try {
    const startMs = performance.now();
    const answers: Promise<number>[] = [];
    for (let n = 0; n < (seconds * 1_000) / everyMs; n += 1) {
      signal.throwIfAborted();
      const dueMs = startMs + n * everyMs;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
      const answer = js.publish('bench.probe', 'x'.repeat(200), { timeout: 60_000 });
      answers.push(answer.then(() => performance.now() - dueMs));
    }
    return (await Promise.all(answers)).sort((a, b) => a - b);
  } finally {
    await jsm.streams.delete(name);
  }
}
