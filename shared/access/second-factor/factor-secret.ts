import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** As long as what it keys (RFC 4226 asks for 16 at least). */
const SECRET_BYTES = 20;

/** A new secret that an authenticator and we share. */
export function newFactorSecret(): Buffer {
  return randomBytes(SECRET_BYTES);
}

/** Bytes as authenticators take them (base32 of RFC 4648, without padding). */
export function toBase32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (5 - bits)) & 31);
}
