import type { MarkShape } from './mark-shape.ts';

/** How a sender's key stands. */
export type KeyState = 'valid' | 'ending' | 'expired' | 'revoked';

/** A key that ends within this wants another in time. */
export const endingSoonMs = 30 * 86_400_000;

export const keyMarks: Readonly<Record<KeyState, MarkShape>> = {
  valid: 'dot',
  ending: 'triangle',
  expired: 'cross',
  revoked: 'cross',
};

/** How a key stands at `nowMs`. */
export function keyStateOf(key: { expiresAt: string; revokedAt: string | null }, nowMs: number): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  const leftMs = Date.parse(key.expiresAt) - nowMs;
  if (leftMs <= 0) return 'expired';
  return leftMs < endingSoonMs ? 'ending' : 'valid';
}
