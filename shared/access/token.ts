import { createHash, randomBytes } from 'node:crypto';

/** A new opaque secret of 256 random bits, as 43 characters of base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored in place of a token: its SHA-256 in hex. A plain hash is enough for a secret of 256 random bits, and
 * finding a row by it needs no constant-time comparison, because the hash of a guess tells nothing of the secret.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
