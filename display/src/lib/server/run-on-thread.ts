import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

type Thread<Done> = {
  /** The worker, from the folder of the project: the built pages lie elsewhere than the sources. */
  readonly file: string;
  readonly memoryMb: number;
  readonly patienceMs: number;
  /** What it comes to when the thread fails or takes too long; `why` is a sentence. */
  readonly failed: (why: string) => Done;
};

/** Has one task done on a thread of its own, which ends with it: what it needs of memory and time touches no page. Never rejects. */
export async function runOnThread<Done>(
  { file, memoryMb, patienceMs, failed }: Thread<Done>,
  task: unknown,
): Promise<Done> {
  const worker = new Worker(join(process.cwd(), file), { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
  const { promise, resolve } = Promise.withResolvers<Done>();
  worker.once('message', resolve);
  worker.once('error', (error) => {
    resolve(failed(error instanceof Error ? error.message : String(error)));
  });
  const late = setTimeout(() => {
    resolve(failed('it takes too long'));
  }, patienceMs);
  worker.postMessage(task);
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    await worker.terminate();
  }
}
