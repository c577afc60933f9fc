import { readFileSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import type { CommandIo } from '../setup/command.ts';
import { passphraseLeast } from './sealed-keys.ts';

/** Which passphrase a verb was given: the first line of a file, none on purpose, or whatever is typed when asked. */
export type PassphraseSource = { readonly file: string | undefined; readonly none: boolean };

/** The passphrase to seal with, typed twice; undefined when there is none: the keys are then left out. */
export async function choosePassphrase(source: PassphraseSource, io: CommandIo): Promise<string | undefined> {
  const given = readGiven(source);
  if (given !== undefined || source.none) return checkLength(given);
  const first = await askHidden('Passphrase for the keys (empty: leave them out): ', io);
  if (first === undefined || first === '') return undefined;
  checkLength(first);
  if ((await askHidden('The same again: ', io)) !== first) throw new Error('the two passphrases differ: start again');
  return first;
}

/** The passphrase to open with; undefined when there is none. */
export async function enterPassphrase(source: PassphraseSource, io: CommandIo): Promise<string | undefined> {
  const given = readGiven(source);
  if (given !== undefined || source.none) return given;
  return (await askHidden('Passphrase of the keys (empty: go on without them): ', io)) || undefined;
}

function readGiven({ file, none }: PassphraseSource): string | undefined {
  if (file === undefined) return undefined;
  if (none) throw new Error('--passphrase-file and --no-keys exclude one another: give one');
  const [line = ''] = readFileSync(file, 'utf8').split(/\r?\n/);
  if (line === '') throw new Error(`${file} is empty: its first line is the passphrase`);
  return line;
}

function checkLength(passphrase: string | undefined): string | undefined {
  if (passphrase !== undefined && passphrase.length < passphraseLeast)
    throw new Error(`the passphrase is too short: at least ${passphraseLeast} characters`);
  return passphrase;
}

/** Asks on a terminal without showing what is typed; undefined where there is no terminal to ask on. */
async function askHidden(question: string, io: CommandIo): Promise<string | undefined> {
  const terminal = io.stdin as Partial<ReadStream> & CommandIo['stdin'];
  if (!terminal.isTTY || !terminal.setRawMode) return undefined;
  io.stderr.write(question);
  terminal.setRawMode(true);
  try {
    return await readTyped(terminal, io.signal);
  } finally {
    terminal.setRawMode(false);
    terminal.pause();
    io.stderr.write('\n');
  }
}

const typed = { enter: ['\r', '\n'], erase: ['\u007f', '\b'], interrupt: '\u0003', end: '\u0004' };

function readTyped(terminal: CommandIo['stdin'], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    let line = '';
    const finish = (settle: () => void): void => {
      terminal.off('data', onData);
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const onAbort = (): void => {
      finish(() => {
        reject(new Error('interrupted'));
      });
    };
    const onData = (chunk: Buffer | string): void => {
      for (const char of chunk.toString()) {
        if (typed.enter.includes(char) || char === typed.end) {
          finish(() => {
            resolve(line);
          });
          return;
        }
        if (char === typed.interrupt) {
          onAbort();
          return;
        }
        line = typed.erase.includes(char) ? line.slice(0, -1) : line + char;
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    terminal.on('data', onData);
    terminal.resume();
  });
}
