import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '../report.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const STEADY_MS = 60_000;
const FINISHED = 'ended with code 0';

export type KeepAliveOptions<Ready> = {
  name: string;
  launch: () => ChildProcess;
  /** Resolves when the process works; is raced against the process's end. */
  waitReady: (child: ChildProcess, signal: AbortSignal) => Promise<Ready>;
  /** A process that ends with code 0 has finished its work and is not started again. */
  mayFinish?: boolean;
  /** How long the first start may take before `ready` rejects. */
  firstReadyMs: number;
  stopSignal?: NodeJS.Signals;
  graceMs?: number;
  report: Report;
};

/** A process that is started again whenever it ends, until `stop`. */
export type KeptProcess<Ready> = {
  name: string;
  /** The first readiness; rejects when the process cannot be brought to work in time. */
  ready: Promise<Ready>;
  pid: () => number | undefined;
  stop: () => Promise<void>;
};

/** Delay before the next start: doubles from 0.25 s to 10 s, and begins again after a minute of steady life. */
export function restartDelayMs(previousMs: number, aliveMs: number): number {
  if (aliveMs >= STEADY_MS || previousMs === 0) return FIRST_DELAY_MS;
  return Math.min(previousMs * 2, LONGEST_DELAY_MS);
}

/** Keeps a process alive: starts it, waits until it works, starts it again with backoff when it ends. */
export function keepAlive<Ready>(options: KeepAliveOptions<Ready>): KeptProcess<Ready> {
  const stopping = new AbortController();
  const first = Promise.withResolvers<Ready>();
  let current: ChildProcess | undefined;
  let lastEnd = '';
  const isDone = (): boolean => stopping.signal.aborted || (options.mayFinish === true && lastEnd === FINISHED);

  const launchAndWait = async (): Promise<string> => {
    try {
      current = options.launch();
    } catch (error) {
      return `could not start: ${error instanceof Error ? error.message : String(error)}`;
    }
    return runUntilEnd(current, options, first.resolve);
  };
  const live = async (): Promise<void> => {
    let delayMs = 0;
    while (!isDone()) {
      const startedMs = performance.now();
      lastEnd = await launchAndWait();
      current = undefined;
      if (isDone()) break;
      delayMs = restartDelayMs(delayMs, performance.now() - startedMs);
      const text = `${options.name} ${lastEnd}; starting it again in ${String(delayMs / 1000)} s`;
      options.report({ text, level: 'warning' });
      await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    first.reject(new Error(`${options.name} was stopped before it was ready`));
  };
  const deadline = setTimeout(() => {
    const seconds = String(Math.round(options.firstReadyMs / 1000));
    first.reject(new Error(`${options.name} was not ready within ${seconds} s${lastEnd && `; it ${lastEnd}`}`));
  }, options.firstReadyMs);
  const clearDeadline = (): void => {
    clearTimeout(deadline);
  };
  first.promise.then(clearDeadline, clearDeadline);
  const finished = live();

  return {
    name: options.name,
    ready: first.promise,
    pid: () => current?.pid,
    stop: async () => {
      stopping.abort();
      if (current) stopChild(current, options);
      await finished;
    },
  };
}

/** One life of the child: tells when it works, and resolves with how it ended. */
async function runUntilEnd<Ready>(
  child: ChildProcess,
  options: KeepAliveOptions<Ready>,
  onFirstReady: (ready: Ready) => void,
): Promise<string> {
  const ended = new AbortController();
  options.waitReady(child, ended.signal).then(onFirstReady, (error: unknown) => {
    if (ended.signal.aborted) return;
    options.report({ text: `${options.name}: ${String(error)}`, level: 'warning' });
    child.kill('SIGKILL');
  });
  const how = await new Promise<string>((resolve) => {
    child.once('error', (error) => {
      resolve(`could not start: ${error.message}`);
    });
    child.once('exit', (code, signal) => {
      resolve(signal ? `was ended by ${signal}` : `ended with code ${String(code)}`);
    });
  });
  ended.abort();
  return how;
}

function stopChild<Ready>(child: ChildProcess, options: KeepAliveOptions<Ready>): void {
  child.kill(options.stopSignal ?? 'SIGTERM');
  const force = setTimeout(() => {
    options.report({ text: `${options.name} did not stop in time and was killed`, level: 'warning' });
    child.kill('SIGKILL');
  }, options.graceMs ?? 20_000);
  child.once('exit', () => {
    clearTimeout(force);
  });
}
