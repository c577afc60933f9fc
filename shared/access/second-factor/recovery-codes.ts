import { newShortId } from '../short-id.ts';
import { hashToken } from '../token.ts';

const COUNT = 8;

/** Codes that each log in once in place of a time-based one, of 80 bits in groups that can be read out. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => newShortId(16).replaceAll(/(.{4})(?!$)/g, '$1-'));
}

/** What is stored of a code: however its groups were typed, it is the same. */
export function hashRecoveryCode(code: string): string {
  return hashToken(code.toLowerCase().replaceAll(/[\s-]/g, ''));
}
