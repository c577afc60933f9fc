import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** The one message a child process sends before it ends. Throws when it ends without, and ends it when aborted. */
export async function awaitResult<Result>(what: string, child: ChildProcess, signal?: AbortSignal): Promise<Result> {
  const end = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  try {
    const told = once(child, 'message') as Promise<[Result]>;
    const ended = once(child, 'exit').then(([code]) => {
      signal?.throwIfAborted();
      throw new Error(`${what} ended with ${String(code)} and said nothing`);
    });
    const [result] = await Promise.race([told, ended]);
    return result;
  } finally {
    signal?.removeEventListener('abort', end);
  }
}
