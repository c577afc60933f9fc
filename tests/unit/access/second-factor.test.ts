import { describe, expect, it, test } from 'vitest';
import { newFactorSecret, toBase32 } from '#shared/access/second-factor/factor-secret.ts';
import { factorAddress } from '#shared/access/second-factor/factor-address.ts';
import { hashRecoveryCode, newRecoveryCodes } from '#shared/access/second-factor/recovery-codes.ts';
import { findStep, stepAt, totpOf } from '#shared/access/second-factor/totp.ts';

/** Appendix B of RFC 6238: the seed repeated to the length of each hash. */
const seedOf = (bytes: number): Buffer => Buffer.from('1234567890'.repeat(7).slice(0, bytes));
const vectors: [number, string, string, string][] = [
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
];

describe('a time-based code', () => {
  test.each(vectors)('at %d s is that of RFC 6238', (timeS, sha1, sha256, sha512) => {
    const step = stepAt(timeS * 1_000);
    expect(totpOf(seedOf(20), step, { digits: 8 })).toBe(sha1);
    expect(totpOf(seedOf(32), step, { digits: 8, algorithm: 'sha256' })).toBe(sha256);
    expect(totpOf(seedOf(64), step, { digits: 8, algorithm: 'sha512' })).toBe(sha512);
  });

  it('counts in its step and the ones beside it, once', () => {
    const secret = newFactorSecret();
    const nowMs = Date.parse('2026-11-23T09:00:00Z');
    const step = stepAt(nowMs);
    const codeAt = (off: number): string => totpOf(secret, step + off);
    const counted = [-2, -1, 0, 1, 2].map((off) => findStep(secret, codeAt(off), { nowMs, lastStep: 0 }));
    expect(counted).toEqual([undefined, step - 1, step, step + 1, undefined]);
    expect(findStep(secret, codeAt(0), { nowMs, lastStep: step })).toBeUndefined();
    expect(findStep(secret, codeAt(1), { nowMs, lastStep: step })).toBe(step + 1);
    for (const wrong of ['', '12345', '1234567', 'abcdef']) {
      expect(findStep(secret, wrong, { nowMs, lastStep: 0 })).toBeUndefined();
    }
  });
});

describe('a secret', () => {
  test.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('of “%s” is written as RFC 4648 says', (text, written) => {
    expect(toBase32(Buffer.from(text))).toBe(written);
  });

  it('goes to the authenticator with whose it is', () => {
    const address = new URL(factorAddress('ABC234', { account: 'lan', issuer: 'Vọng Lâu' }));
    expect(address.protocol).toBe('otpauth:');
    expect(decodeURIComponent(address.pathname)).toMatch(/Vọng Lâu:lan$/);
    expect(address.searchParams.get('secret')).toBe('ABC234');
    expect(address.searchParams.get('issuer')).toBe('Vọng Lâu');
  });
});

it('makes eight recovery codes that are the same however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(8);
  const [code = ''] = codes;
  expect(code).toMatch(/^[a-z2-7]{4}(-[a-z2-7]{4}){3}$/);
  expect(hashRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')}`)).toBe(hashRecoveryCode(code));
});
