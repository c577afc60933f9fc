import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Account } from '../account.ts';

export type RunOptions = {
  args: string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  account?: Account | undefined;
  signal?: AbortSignal | undefined;
  /** Called for each line the program writes to its descriptor 3. */
  onStatus?: (line: string) => void;
};

/** A program that ended badly; the message has its last lines, `output` all it printed. */
export class ProgramError extends Error {
  override name = 'ProgramError';
  readonly output: string;
  constructor(program: string, code: number | null, output: string) {
    const lastLines = output.trim().split('\n').slice(-6).join('\n');
    super(`${program} failed (${String(code)}): ${lastLines}`);
    this.output = output;
  }
}

/** Runs a program to its end and returns what it printed; throws with its last lines when it fails. */
export async function runProgram(program: string, options: RunOptions): Promise<string> {
  const child = spawn(program, options.args, {
    ...(options.env && { env: options.env }),
    ...(options.cwd && { cwd: options.cwd }),
    ...options.account,
    signal: options.signal,
    stdio: ['ignore', 'pipe', 'pipe', options.onStatus ? 'pipe' : 'ignore'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-200_000);
  };
  child.stdout?.on('data', collect);
  child.stderr?.on('data', collect);
  const status = child.stdio[3];
  if (options.onStatus && status && 'read' in status) createInterface(status).on('line', options.onStatus);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new ProgramError(program, code, output);
  return output;
}
