import type { CommandIo } from '../setup/command.ts';
import { runCommandLine } from '../setup/command-line.ts';
import { dataFolder } from '../setup/folders.ts';
import { listenForStop } from '../setup/stop-signal.ts';

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to everything else
const env = process.env;
const io: CommandIo = {
  env: { ...env, VONGLAU_DATA: dataFolder(env) },
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: listenForStop(process),
};
// A verb that only waits for its signal must not let the process run dry.
setInterval(() => undefined, 60_000);
// Verbs release what they open; exiting here keeps a forgotten handle from holding the terminal.
process.exit(await runCommandLine(process.argv.slice(2), io));
