import { describe, expect, it } from 'vitest';
import { newSenderToken, parseSenderToken } from '#shared/access/sender-token.ts';
import { newShortId } from '#shared/access/short-id.ts';
import { hashToken } from '#shared/access/token.ts';

describe('sender token', () => {
  it('parses into what was stored of it', () => {
    for (let round = 0; round < 50; round++) {
      const { kid, token, secretHash } = newSenderToken();
      expect(parseSenderToken(token)).toEqual({ kid, secretHash });
      expect(token).not.toContain(secretHash);
    }
  });

  it('keeps underscores of the secret in the secret', () => {
    const secret = `__${'a'.repeat(40)}_`;
    expect(parseSenderToken(`vl_abcdefgh_${secret}`)).toEqual({ kid: 'abcdefgh', secretHash: hashToken(secret) });
  });

  it.each(['', 'vl_', 'vl_abcdefgh_', `vl_ABCDEFGH_${'a'.repeat(43)}`, `vl_abcdefgh_${'a'.repeat(44)}`])(
    'does not parse %s',
    (token) => {
      expect(parseSenderToken(token)).toBeUndefined();
    },
  );
});

describe('short id', () => {
  it('spends five bits of every random byte', () => {
    const bytes = (size: number): Uint8Array => Uint8Array.from({ length: size }, (_, index) => index * 36);
    expect(newShortId(8, bytes)).toBe('aeimquy4');
  });
});
