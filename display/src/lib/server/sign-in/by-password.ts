import { loginWaitMs } from '#shared/access/login-throttle.ts';
import { verifyPassword } from '#shared/access/password-hash.ts';
import { findAccount } from '#shared/store/find-account.ts';
import { resources } from '../resources.ts';
import type { SignedIn } from './enter.ts';
import { noteRefused } from './note-refused.ts';

/** What was typed, and from which address it came. */
export type PasswordAttempt = { readonly account: string; readonly password: string; readonly address: string };

/** Why not: the account or the password is wrong, or it must be waited first. */
type LoginFault = { readonly fault: 'wrong' | 'wait'; readonly waitS: number };

/** Judges an account and its password. Answering takes as long whether there is such an account or not. */
export async function signInByPassword({ password, ...attempt }: PasswordAttempt): Promise<SignedIn | LoginFault> {
  const { pool, loginFailures } = resources();
  const nowMs = Date.now();
  const waitMs = loginWaitMs(await loginFailures.read(attempt), nowMs);
  if (waitMs > 0) return { fault: 'wait', waitS: Math.ceil(waitMs / 1000) };
  const found = await findAccount(pool, attempt.account);
  if ((await verifyPassword(found?.passwordHash, password)) && found) {
    await loginFailures.clear(attempt);
    return { account: found.name, by: 'password' };
  }
  await loginFailures.add(attempt, nowMs);
  const lockedS = Math.ceil(loginWaitMs(await loginFailures.read(attempt), nowMs) / 1000);
  await noteRefused({
    account: found?.name,
    verb: lockedS > 0 ? 'login.lockout' : 'login.failure',
    detail: lockedS > 0 ? { by: 'password', waitS: lockedS } : { by: 'password' },
  });
  return { fault: 'wrong', waitS: 0 };
}
