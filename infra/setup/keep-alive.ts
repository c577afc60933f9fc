import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from './report.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const STEADY_MS = 60_000;

export type KeepAliveOptions<Ready> = {
  name: string;
  launch: () => ChildProcess;
  /** Resolves when the process works; is raced against the process's end. */
  waitReady: (child: ChildProcess, signal: AbortSignal) => Promise<Ready>;
  /** Called after every start that became ready, the first included. */
  onReady?: (ready: Ready, child: ChildProcess) => void;
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
  first.promise.catch(() => undefined);
  let current: ChildProcess | undefined;
  let lastEnd = '';

  const deadline = setTimeout(() => {
    const seconds = String(Math.round(options.firstReadyMs / 1000));
    first.reject(new Error(`${options.name} was not ready within ${seconds} s${lastEnd && `; it ${lastEnd}`}`));
  }, options.firstReadyMs);
  void first.promise.finally(() => { clearTimeout(deadline); }).catch(() => undefined);

  const runOnce = async (): Promise<string> => {
    const child = options.launch();
    current = child;
    const ended = new AbortController();
    const end = new Promise<string>((resolve) => {
      child.once('error', (error) => { resolve(`could not start: ${error.message}`); });
      child.once('exit', (code, signal) => { resolve(signal ? `was ended by ${signal}` : `ended with code ${String(code)}`); });
    });
    void end.then(() => { ended.abort(); });
    options.waitReady(child, ended.signal).then(
      (ready) => {
        options.onReady?.(ready, child);
        first.resolve(ready);
      },
      (error: unknown) => {
        if (ended.signal.aborted) return;
        options.report({ text: `${options.name}: ${String(error)}`, level: 'warning' });
        child.kill('SIGKILL');
      },
    );
    return end;
  };

  const loop = async (): Promise<void> => {
    let delayMs = 0;
    while (!stopping.signal.aborted) {
      const startedMs = performance.now();
      lastEnd = await runOnce();
      current = undefined;
      if (stopping.signal.aborted) break;
      delayMs = restartDelayMs(delayMs, performance.now() - startedMs);
      options.report({ text: `${options.name} ${lastEnd}; starting it again in ${String(delayMs / 1000)} s`, level: 'warning' });
      await sleep(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    first.reject(new Error(`${options.name} was stopped before it was ready`));
  };
  const finished = loop();

  return {
    name: options.name,
    ready: first.promise,
    pid: () => current?.pid,
    stop: async () => {
      stopping.abort();
      const child = current;
      child?.kill(options.stopSignal ?? 'SIGTERM');
      const force = setTimeout(() => {
        options.report({ text: `${options.name} did not stop in time and was killed`, level: 'warning' });
        child?.kill('SIGKILL');
      }, options.graceMs ?? 20_000);
      await finished;
      clearTimeout(force);
    },
  };
}
