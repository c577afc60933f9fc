import { z } from 'zod';
import { roles } from './roles.ts';

/** What an account may be called: lower case, so that nobody logs in by a look-alike. */
const accountName = z.string().regex(/^[a-z][a-z0-9._-]{1,31}$/, '2 to 32 of a-z, 0-9, . _ - and a letter first');

/** office `account.create`: without a password, one is made and returned. */
export const accountCreate = z.strictObject({
  name: accountName,
  role: z.enum(roles, { error: `one of ${roles.join(', ')}` }),
  password: z.string().optional(),
});

/** office `account.password`: sets a new one and ends the account's sessions; without a password, one is made. */
export const accountPassword = z.strictObject({ name: accountName, password: z.string().optional() });

/** `password` only when it was made by the office; it is in this answer and nowhere else. */
export type AccountSet = { readonly name: string; readonly password?: string };
