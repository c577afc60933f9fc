import { z } from 'zod';

/** What every test key sends for; each in a world of its own, so that two of them never meet. */
export const trySource = 'urn:vonglau:try';

/** How the worlds of test keys begin; what is kept for them in the database is found by this. */
export const tryWorldPrefix = 'sim:try-';

/**
 * What a test key may. Each world that runs costs a tick of its clock a second, so there are few of them; the clock stops
 * when its key ends.
 */
export const tryLimits = { keysPerAccount: 3, keysPerCity: 20, ratePerS: 5, validD: 7, allowanceD: 7 } as const;

/** office `key.try`: makes a key into a new world for the account that asks. */
export const keyTry = z.strictObject({});

/** The token is in this answer and nowhere else. */
export type KeyTried = {
  readonly kid: string;
  readonly token: string;
  readonly world: string;
  readonly expiresAt: string;
};
