import { verifyPassword } from '#shared/access/password-hash.ts';
import { findAccount } from '#shared/store/find-account.ts';
import { resources } from '../resources.ts';
import type { SignedIn } from './enter.ts';
import { refuseAttempt, waitBefore } from './refuse-attempt.ts';

/** What was typed, and from which address it came. */
export type PasswordAttempt = { readonly account: string; readonly password: string; readonly address: string };

/** Why not: the account, the password or the code is wrong, or it must be waited first. */
export type LoginFault = { readonly fault: 'wrong' | 'wait'; readonly waitS: number };

/** The password was right, and a code is asked for as well. */
type Halfway = { readonly halfway: string };

/** Judges an account and its password. Answering takes as long whether there is such an account or not. */
export async function signInByPassword({
  password,
  ...attempt
}: PasswordAttempt): Promise<SignedIn | Halfway | LoginFault> {
  const { pool, loginFailures } = resources();
  const waitS = await waitBefore(attempt);
  if (waitS > 0) return { fault: 'wait', waitS };
  const found = await findAccount(pool, attempt.account);
  if ((await verifyPassword(found?.passwordHash, password)) && found) {
    // Failures are forgotten once all that is asked for was right: else a password would buy more guesses at the code.
    if (found.secondFactor) return { halfway: found.name };
    await loginFailures.clear(attempt);
    return { account: found.name, by: 'password' };
  }
  await refuseAttempt(attempt, { known: found?.name, by: 'password' });
  return { fault: 'wrong', waitS: 0 };
}
