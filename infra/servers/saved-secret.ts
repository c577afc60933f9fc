import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeWhole } from '../setup/write-whole.ts';

/** The secret kept in the file (mode 0600), made up on first use. */
export function savedSecret(file: string): string {
  const saved = readSaved(file);
  if (saved !== '') return saved;
  const secret = randomBytes(24).toString('base64url');
  writeWhole(file, secret);
  return secret;
}

function readSaved(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw new Error(`${file} cannot be read: start as the account that owns it, or set VONGLAU_DATA`, { cause: error });
  }
}
