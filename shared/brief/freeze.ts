import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** Something as canonical JSON (RFC 8785): the same data is the same text, whoever writes it. */
export function toCanonical(value: unknown): string {
  return canonicalize(value);
}

/** SHA-256 (hex) of texts, each told apart from the next. */
export function hashOf(...texts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${Buffer.byteLength(text)}:`).update(text);
  return hash.digest('hex');
}
