import { fdatasyncSync, closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** The list of what was acknowledged, kept outside the system and on disk before the next thing is done. */
export type Ledger = { readonly add: (ids: readonly string[]) => void; readonly close: () => void };

/** Opens a ledger file for appending. */
export function openLedger(file: string): Ledger {
  const handle = openSync(file, 'a');
  return {
    add: (ids) => {
      writeSync(handle, ids.map((id) => `${id}\n`).join(''));
      fdatasyncSync(handle);
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
