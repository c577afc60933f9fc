import { z } from 'zod';

/** A short code a sender chooses and we group by: a procedure, a topic, a counter. Never free text, never a person. */
export const code = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._/-]{0,63}$/u, 'a code of 1 to 64 letters, digits, space . _ / -');

/** Identifies an item from its opening event to its closing one; unique within its asset. */
export const itemId = z.string().regex(/^[\x21-\x7e]{1,96}$/, '1 to 96 printable ASCII characters without spaces');

/** A measured duration in seconds; fractions allowed, a month at most. */
export const durationS = z.number().min(0).max(2_678_400);

/** A duration that may span a statutory period, in seconds; ten years at most. */
export const longDurationS = z.number().min(0).max(315_360_000);

/** Money in whole đồng; at most a hundred billion, so that sums of a batch stay exact. */
export const amountVnd = z.int().min(0).max(100_000_000_000);

/** An instant with its offset, RFC 3339. */
export const instant = z.iso.datetime({ offset: true, error: 'RFC 3339 with an offset' });

/** A personal identifier as the sender writes it; it is replaced by a keyed hash at the door. */
export const personal = z.string().min(1).max(128);

/** Seconds, possibly fractional, to integer milliseconds. */
export function toMs(seconds: number): number {
  return Math.round(seconds * 1000);
}
