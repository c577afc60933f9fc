import { Worker } from 'node:worker_threads';
import type { ReplayTask } from './worker-messages.ts';

/** What one replay may hold. */
const memoryMb = 512;
/** A thread takes half a second of a processor to start: not while live catches up, or the replay before it begins. */
const afterMs = 20_000;

/** One thread that stands ready: whoever asks for a replay does not wait for one to start. */
export class WarmThread {
  readonly #task: ReplayTask;
  #ready: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(task: ReplayTask) {
    this.#task = task;
  }

  /** Has one stand ready soon. */
  warm(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const worker = (this.#ready ??= this.#start());
      worker.unref();
      // One that could not start is tried again by whoever needs it, and told then.
      worker.once('error', () => (this.#ready = undefined));
    }, afterMs).unref();
  }

  /** The one that stands ready, or one that starts now. */
  take(): Worker {
    const worker = this.#ready ?? this.#start();
    this.#ready = undefined;
    worker.removeAllListeners('error');
    worker.ref();
    this.warm();
    return worker;
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#ready?.terminate();
  }

  #start(): Worker {
    return new Worker(new URL('./replay-worker.ts', import.meta.url), {
      workerData: this.#task,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
  }
}
