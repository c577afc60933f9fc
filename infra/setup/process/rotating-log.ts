import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type RotatingLog = { write: (chunk: Buffer | string) => void; close: () => void };

/**
 * A log file that is renamed to `.1`, `.2` … (`keep` of them) when it grows over `maxBytes`. What a full disk has no room
 * for is lost: the process whose log it is goes on.
 */
export function openRotatingLog(file: string, maxBytes = 10_000_000, keep = 3): RotatingLog {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor = openSync(file, 'a', 0o640);
  let size = fstatSync(descriptor).size;
  let open = true;
  const rotate = (): void => {
    shift(file, keep);
    const next = openSync(file, 'a', 0o640);
    closeSync(descriptor);
    descriptor = next;
    size = 0;
  };
  return {
    write: (chunk) => {
      if (!open) return;
      try {
        if (size > maxBytes) rotate();
        size += typeof chunk === 'string' ? writeSync(descriptor, chunk) : writeSync(descriptor, chunk);
      } catch {
        // There is nowhere left to say so.
      }
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
