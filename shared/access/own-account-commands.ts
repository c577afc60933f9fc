import { z } from 'zod';
import { accountName } from './account-commands.ts';

/** The hash of the session that asks: it goes on where all others of the account are ended; null: none does. */
const keep = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .nullable();
/** The account's own password, asked for once more. */
const password = z.string().max(1_024);
const code = z.string().max(64);

/** office `account.own.password`: another password for oneself. The account's other sessions are ended. */
export const ownPassword = z.strictObject({ password, newPassword: z.string().max(1_024), keep });

/** office `account.factor.offer`: a secret for an authenticator. It counts for nothing until it is confirmed. */
export const factorOffer = z.strictObject({ password });
/** In base32, as authenticators take it. */
export type FactorOffered = { readonly secret: string };

/**
 * office `account.factor.confirm`: a code of the secret last offered. From now on a login asks for one; the account's other
 * sessions are ended.
 */
export const factorConfirm = z.strictObject({ code, keep });
/** Told once. */
export type FactorConfirmed = { readonly recoveryCodes: readonly string[] };

/** office `account.factor.remove`: a login asks for the password alone again. */
export const factorRemove = z.strictObject({ password, code });

/** office `account.factor.reset`: takes the second factor of somebody who has lost it, and ends their sessions. */
export const factorReset = z.strictObject({ name: accountName });
