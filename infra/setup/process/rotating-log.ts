import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type RotatingLog = { write: (chunk: Buffer | string) => void; close: () => void };

/** A log file that is renamed to `.1`, `.2` … (`keep` of them) when it grows over `maxBytes`. */
export function openRotatingLog(file: string, maxBytes = 10_000_000, keep = 3): RotatingLog {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = openSync(file, 'a', 0o640);
  let size = fstatSync(descriptor).size;
  let open = true;
  return {
    write: (chunk) => {
      if (!open) return;
      if (size > maxBytes) {
        closeSync(descriptor);
        shift(file, keep);
        descriptor = openSync(file, 'a', 0o640);
        size = 0;
      }
      size += typeof chunk === 'string' ? writeSync(descriptor, chunk) : writeSync(descriptor, chunk);
    },
    close: () => {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}

function shift(file: string, keep: number): void {
  for (let index = keep; index > 0; index -= 1) {
    try {
      renameSync(index === 1 ? file : `${file}.${String(index - 1)}`, `${file}.${String(index)}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
