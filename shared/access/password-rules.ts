import { isCommonPassword } from './common-passwords.ts';
import { newShortId } from './short-id.ts';

const MIN_LENGTH = 15;
const MAX_LENGTH = 200;
const MIN_DISTINCT = 6;

/** A random password of 105 bits, in groups that can be read out: `k3fq2-…`. */
export function newPassword(): string {
  return [newShortId(7), newShortId(7), newShortId(7)].join('-');
}

/** What is wrong with a password that someone chose for account `name`; undefined when nothing is. */
export function findPasswordFault(password: string, name: string): string | undefined {
  const characters = Array.from(password.normalize('NFC'));
  if (characters.length < MIN_LENGTH)
    return `the password needs at least ${String(MIN_LENGTH)} characters; a few words will do`;
  if (characters.length > MAX_LENGTH) return `the password may have at most ${String(MAX_LENGTH)} characters`;
  if (new Set(characters).size < MIN_DISTINCT)
    return `the password needs at least ${String(MIN_DISTINCT)} different characters`;
  if (password.toLowerCase().includes(name.toLowerCase())) return 'the password must not contain the account name';
  if (isCommonPassword(password)) return 'the password is made of what is tried first; take words of your own';
  return undefined;
}
