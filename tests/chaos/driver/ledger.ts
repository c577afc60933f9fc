import { fdatasync, closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';

/** The list of what was acknowledged, kept outside the system; a sender does nothing more before `add` has put it on disk. */
export type Ledger = { readonly add: (ids: readonly string[]) => Promise<void>; readonly close: () => void };

// Waiting for the disk in one piece would hold up the other senders, and the links that run in the same process.
const flush = promisify(fdatasync);

/** Opens a ledger file for appending. */
export function openLedger(file: string): Ledger {
  const handle = openSync(file, 'a');
  return {
    add: async (ids) => {
      writeSync(handle, ids.map((id) => `${id}\n`).join(''));
      await flush(handle);
    },
    close: () => {
      closeSync(handle);
    },
  };
}

/** Everything a ledger holds. */
export function readLedger(file: string): Set<string> {
  return new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean));
}
