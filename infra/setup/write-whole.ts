import { renameSync, writeFileSync } from 'node:fs';

/** Writes a file that only its owner may read: whoever looks finds the old one or the new one, never half of one. */
export function writeWhole(file: string, text: string): void {
  const partial = `${file}.${String(process.pid)}.new`;
  writeFileSync(partial, text, { mode: 0o600, flush: true });
  renameSync(partial, file);
}
