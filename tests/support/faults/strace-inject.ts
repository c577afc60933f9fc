import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitFor } from '../wait-for.ts';

export type SyscallFault = {
  /** System calls that fail, such as `fdatasync`. */
  readonly syscalls: readonly string[];
  readonly error: 'EIO' | 'ENOSPC' | 'EMFILE';
  /** Which of each process's calls fail, as strace counts them: `3`, `3+` (from the third on), `3+2` (every other). */
  readonly when: string;
};

export type Injection = {
  /** How many calls have failed by it so far. */
  readonly injected: () => Promise<number>;
  /** Takes it back; the processes go on as before. */
  readonly stop: () => Promise<void>;
};

/** Why calls cannot be made to fail here; undefined when they can. */
export function whyNoInjection(): string | undefined {
  const probe = spawnSync('strace', ['-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true'], { encoding: 'utf8' });
  if (probe.error) return 'strace is not installed';
  return probe.status === 0 ? undefined : `strace may not trace here: ${probe.stderr.trim()}`;
}

/** Makes system calls of running processes, and of those they start from now on, fail. */
export async function injectFault(pids: readonly number[], fault: SyscallFault): Promise<Injection> {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-strace-'));
  const output = join(folder, 'trace');
  const calls = fault.syscalls.join(',');
  const inject = `inject=${calls}:error=${fault.error}:when=${fault.when}`;
  const strace = spawn(
    'strace',
    ['-f', '-e', `trace=${calls}`, '-e', inject, '-o', output, ...pids.flatMap((pid) => ['-p', String(pid)])],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let said = '';
  strace.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = once(strace, 'exit');
  await waitFor(
    'strace to attach',
    () => {
      if (strace.exitCode !== null) throw new Error(`strace: ${said}`);
      return pids.every((pid) => said.includes(`Process ${String(pid)} attached`));
    },
    5_000,
  );
  return {
    injected: () => countInjected(output),
    stop: async () => {
      if (strace.exitCode === null && strace.signalCode === null) strace.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function countInjected(file: string): Promise<number> {
  let injected = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.includes('(INJECTED)')) injected += 1;
  }
  return injected;
}
