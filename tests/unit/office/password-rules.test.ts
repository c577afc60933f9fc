import { describe, expect, it } from 'vitest';
import { findPasswordFault, newPassword } from '#shared/access/password-rules.ts';

describe('password rules', () => {
  it('accept what they make, 105 random bits', () => {
    const password = newPassword();
    expect(password).toMatch(/^[a-z2-7]{7}(-[a-z2-7]{7}){2}$/);
    expect(findPasswordFault(password, 'admin')).toBeUndefined();
  });

  it('accept a sentence', () => {
    expect(findPasswordFault('một ngày đẹp trời ở hồ', 'lan')).toBeUndefined();
  });

  it.each([
    ['too short', '14 characters!', 'at least 15'],
    ['repetitive', 'abcabcabcabcabcabc', 'different characters'],
    ['the name in it', 'my name is LAN and this is long', 'account name'],
    ['endless', 'abcdefgh'.repeat(26), 'at most 200'],
  ])('refuse one that is %s', (_why, password, fault) => {
    expect(findPasswordFault(password, 'lan')).toContain(fault);
  });

  it('count letters, not bytes, and decomposed letters once', () => {
    expect(findPasswordFault('ếếếếếếếếabcdef'.normalize('NFD'), 'lan')).toContain('at least 15');
  });
});
