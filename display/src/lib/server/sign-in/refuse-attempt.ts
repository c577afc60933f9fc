import { loginWaitMs } from '#shared/access/login-throttle.ts';
import { resources } from '../resources.ts';
import { noteRefused } from './note-refused.ts';

/** Whose login was tried, and from which address. */
type Attempt = { readonly account: string; readonly address: string };

/** Seconds that this attempt must wait before it is even looked at; 0: go ahead. */
export async function waitBefore(attempt: Attempt): Promise<number> {
  const failures = await resources().loginFailures.read(attempt);
  return Math.ceil(loginWaitMs(failures, Date.now()) / 1_000);
}

/** Remembers that an attempt was wrong, and notes it in the trail of the account, where there is one (`known`). */
export async function refuseAttempt(
  attempt: Attempt,
  { known, by }: { known: string | undefined; by: 'password' | 'code' },
): Promise<void> {
  await resources().loginFailures.add(attempt, Date.now());
  const lockedS = await waitBefore(attempt);
  await noteRefused({
    account: known,
    verb: lockedS > 0 ? 'login.lockout' : 'login.failure',
    detail: lockedS > 0 ? { by, waitS: lockedS } : { by },
  });
}
