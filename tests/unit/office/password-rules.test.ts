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
    ['a common word again', 'Password-Password-2026!', 'tried first'],
    ['rows of keys', 'qwertyuiop123456789', 'tried first'],
    ['common words in Vietnamese', 'Mật khẩu Hà Nội 2026!!', 'tried first'],
    ['spelt with signs', 'P@ssw0rd-@dministr@tor', 'tried first'],
    ['endless', 'abcdefgh'.repeat(26), 'at most 200'],
  ])('refuse one that is %s', (_why, password, fault) => {
    expect(findPasswordFault(password, 'lan')).toContain(fault);
  });

  it('accept many that hold a common word or two and words of their own beside', () => {
    for (const password of [
      'hà nội mùa hoa sữa về đêm',
      'con mèo nhà tôi tên là mật khẩu',
      'correct horse battery staple',
    ]) {
      expect(findPasswordFault(password, 'lan')).toBeUndefined();
    }
    for (let made = 0; made < 1_000; made += 1)
      expect(findPasswordFault(newPassword(), 'administrator')).toBeUndefined();
  });

  it('count letters, not bytes, and decomposed letters once', () => {
    expect(findPasswordFault('ếếếếếếếếabcdef'.normalize('NFD'), 'lan')).toContain('at least 15');
  });
});
