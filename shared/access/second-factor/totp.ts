import { createHmac, timingSafeEqual } from 'node:crypto';

/** A code counts for so long (RFC 6238's own choice, and that of every authenticator). */
export const stepS = 30;
/** A phone's clock may be this many steps off. */
const stepsOff = 1;

type Shape = { readonly digits?: number; readonly algorithm?: 'sha1' | 'sha256' | 'sha512' };

/** The time-based code of a step (RFC 6238 over RFC 4226), with its leading zeros. */
export function totpOf(secret: Uint8Array, step: number, { digits = 6, algorithm = 'sha1' }: Shape = {}): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 15;
  const number = mac.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The step of a time. */
export function stepAt(timeMs: number): number {
  return Math.floor(timeMs / 1_000 / stepS);
}

/**
 * The step whose code this is, now or next to it; undefined: none. A step up to `lastStep` counts no more: who has read a
 * code over a shoulder comes too late.
 */
export function findStep(
  secret: Uint8Array,
  code: string,
  { nowMs, lastStep }: { nowMs: number; lastStep: number },
): number | undefined {
  const given = Buffer.from(code);
  const now = stepAt(nowMs);
  let found: number | undefined;
  // Each is looked at, so that time tells nothing.
  for (let step = now - stepsOff; step <= now + stepsOff; step += 1) {
    const right = Buffer.from(totpOf(secret, step));
    if (given.length === right.length && timingSafeEqual(given, right) && step > lastStep) found = step;
  }
  return found;
}
