import { Readable, Writable } from 'node:stream';
import { runCommandLine } from '../../infra/setup/command-line.ts';

/** Runs a verb of the command line as a person without a terminal would; returns its exit code and all it wrote. */
export async function runCommand(words: string[], env: NodeJS.ProcessEnv): Promise<{ code: number; text: string }> {
  let text = '';
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  const io = { env, stdin: Readable.from([]), stdout: out, stderr: out, signal: new AbortController().signal };
  return { code: await runCommandLine(words, io), text };
}
