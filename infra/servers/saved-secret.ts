import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** The secret kept in the file (mode 0600), made up on first use. */
export function savedSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    const secret = randomBytes(24).toString('base64url');
    writeFileSync(file, secret, { mode: 0o600 });
    return secret;
  }
}
