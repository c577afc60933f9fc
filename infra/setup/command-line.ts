import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command, CommandIo } from './command.ts';
import { PROJECT_DIR } from './folders.ts';

const CLI_DIR = join(PROJECT_DIR, 'infra/cli');

/**
 * Finds the verb by file name (`infra/cli/<noun>.ts` or `infra/cli/<noun>/<verb>.ts`) and runs it.
 * Returns the exit code: 0 done, 1 failed, 2 not understood.
 */
export async function runCommandLine(words: string[], io: CommandIo): Promise<number> {
  const [noun = 'help', verb = ''] = words;
  if (['help', '--help', '-h'].includes(noun)) {
    io.stdout.write(await listCommands());
    return 0;
  }
  const name = findCommand(noun, verb);
  if (name) return runCommand(name, words.slice(name.split(' ').length), io);
  io.stderr.write(`vonglau: there is no "${[noun, verb].join(' ').trim()}"; vonglau --help lists what there is\n`);
  return 2;
}

async function runCommand(name: string, args: string[], io: CommandIo): Promise<number> {
  const command = await loadCommand(name);
  if (args.includes('--help') || args.includes('-h')) {
    io.stdout.write(`${command.summary}\n\nvonglau ${name} ${command.usage}\n`);
    return 0;
  }
  try {
    return (await command.run(args, io)) ?? 0;
  } catch (error) {
    if (io.signal.aborted) return 130;
    io.stderr.write(`vonglau ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    return isUsageError(error) ? 2 : 1;
  }
}

/** Names of all verbs, as typed: `start`, `key create`, … */
export function commandNames(): string[] {
  return globSync('{*,*/*}.ts', { cwd: CLI_DIR })
    .map((file) => file.slice(0, -'.ts'.length).split('/').join(' '))
    .filter((name) => name !== 'main')
    .sort();
}

/** Loads the module of a verb. */
export async function loadCommand(name: string): Promise<Command> {
  return (await import(pathToFileURL(commandFile(name)).href)) as Command;
}

function findCommand(noun: string, verb: string): string | undefined {
  const isName = (word: string): boolean => /^[a-z][a-z0-9-]*$/.test(word);
  if (!isName(noun) || noun === 'main') return undefined;
  return [...(isName(verb) ? [`${noun} ${verb}`] : []), noun].find((name) => existsSync(commandFile(name)));
}

function commandFile(name: string): string {
  return `${join(CLI_DIR, ...name.split(' '))}.ts`;
}

async function listCommands(): Promise<string> {
  const names = commandNames();
  const width = Math.max(...names.map((name) => name.length));
  const lines = await Promise.all(
    names.map(async (name) => `  ${name.padEnd(width)}  ${(await loadCommand(name)).summary}`),
  );
  return `vonglau <noun> [<verb>] [options]\n\n${lines.join('\n')}\n\nvonglau <noun> [<verb>] --help tells more about one.\n`;
}

function isUsageError(error: unknown): boolean {
  return String((error as { code?: unknown } | null)?.code).startsWith('ERR_PARSE_ARGS');
}
