import type { KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { hideWith } from './hide-personal.ts';
import type { StatementMapping } from './mapping.ts';
import { unreadStatement } from './read-lines.ts';
import { readStatement } from './read-statement.ts';

/** A statement to be read, and the key that hides what must not be kept. */
export type StatementTask = {
  readonly bytes: Uint8Array;
  readonly mapping: StatementMapping;
  readonly key: KeyObject;
};

// A workbook takes a second of a processor, in which a page's process would answer nobody: it is read on a thread.
parentPort?.once('message', ({ bytes, mapping, key }: StatementTask) => {
  void readStatement(bytes, mapping, hideWith(key))
    .catch(() => unreadStatement('not-xlsx', ''))
    .then((read) => parentPort?.postMessage(read));
});
