import { randomBytes } from 'node:crypto';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A random name of `length` base32 characters, 5 bits each: unique enough to tell things apart, not a secret when short. */
export function newShortId(length = 8, random: (size: number) => Uint8Array = randomBytes): string {
  return Array.from(random(length), (byte) => BASE32.charAt(byte & 31)).join('');
}
