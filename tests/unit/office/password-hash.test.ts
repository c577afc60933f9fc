import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from '#shared/access/password-hash.ts';

describe('password hash', () => {
  it('is argon2id, names its cost, and differs each time', async () => {
    const [one, other] = await Promise.all([hashPassword('trời hôm nay đẹp'), hashPassword('trời hôm nay đẹp')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(other);
  });

  it('accepts the password and no other', async () => {
    const stored = await hashPassword('correct horse battery');
    expect(await verifyPassword(stored, 'correct horse battery')).toBe(true);
    expect(await verifyPassword(stored, 'correct horse batterz')).toBe(false);
    expect(await verifyPassword(stored, '')).toBe(false);
  });

  it('takes composed and decomposed letters for the same password', async () => {
    const stored = await hashPassword('Phường Hoàn Kiếm'.normalize('NFC'));
    expect(await verifyPassword(stored, 'Phường Hoàn Kiếm'.normalize('NFD'))).toBe(true);
  });

  it('refuses everything for an account that does not exist', async () => {
    expect(await verifyPassword(undefined, '')).toBe(false);
    expect(await verifyPassword(undefined, 'admin')).toBe(false);
  });

  it('derives with the cost that the hash names', async () => {
    const deriveKey = promisify(argon2);
    const salt = Buffer.alloc(16, 7);
    const cost = { memory: 1_024, passes: 3, parallelism: 2, tagLength: 24 };
    const hash = await deriveKey('argon2id', { message: 'another cost than ours', nonce: salt, ...cost });
    const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');
    const stored = `$argon2id$v=19$m=1024,t=3,p=2$${text(salt)}$${text(hash)}`;
    expect(await verifyPassword(stored, 'another cost than ours')).toBe(true);
    expect(await verifyPassword(stored.replace('t=3', 't=2'), 'another cost than ours')).toBe(false);
  });

  it('says what to do with a hash that is not ours', async () => {
    await expect(verifyPassword('$2b$12$abc', 'x')).rejects.toThrow('vonglau account password');
  });
});
