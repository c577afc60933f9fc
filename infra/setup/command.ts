import type { Readable, Writable } from 'node:stream';

/** What a verb of the command line may touch, handed over so that a test can give its own. */
export type CommandIo = {
  /** The environment, with VONGLAU_DATA made absolute. */
  env: NodeJS.ProcessEnv;
  stdin: Readable;
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable;
  /** Aborted by Ctrl-C or SIGTERM. */
  signal: AbortSignal;
};

/** One verb: a module in infra/cli exporting these three. */
export type Command = {
  /** One line for the list of verbs. */
  summary: string;
  /** What follows the verb's name, such as `FILE [--speed N]`, and any explanation on further lines. */
  usage: string;
  /** Does the work; returns the exit code, 0 when it returns none. */
  run: (args: string[], io: CommandIo) => Promise<number | undefined>;
};
