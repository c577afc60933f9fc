import { keepDataKey } from '#shared/service/data-key.ts';
import { sealWith } from '#shared/service/seal.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { factorPurpose, takeSecondFactor } from '#shared/store/second-factor.ts';
import { resources } from '../resources.ts';
import type { LoginFault } from './by-password.ts';
import type { SignedIn } from './enter.ts';
import { refuseAttempt, waitBefore } from './refuse-attempt.ts';

/** Who typed the right password a moment ago, the code that was typed now, and from which address. */
type CodeAttempt = { readonly account: string; readonly code: string; readonly address: string };

/** Judges the second half of a login. Wrong codes count as wrong passwords do. */
export async function signInByCode({ code, ...attempt }: CodeAttempt): Promise<SignedIn | LoginFault> {
  const { pool, loginFailures, config } = resources();
  const waitS = await waitBefore(attempt);
  if (waitS > 0) return { fault: 'wait', waitS };
  const { account } = attempt;
  const seal = sealWith(keepDataKey(config.VONGLAU_DATA, 'accounts'), factorPurpose);
  const factor = await inTransaction(pool, (sql) => takeSecondFactor(sql, { account, code, seal, at: new Date() }));
  if (factor === undefined) {
    await refuseAttempt(attempt, { known: account, by: 'code' });
    return { fault: 'wrong', waitS: 0 };
  }
  await loginFailures.clear(attempt);
  return { account, by: 'password', factor };
}
