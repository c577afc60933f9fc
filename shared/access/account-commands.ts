import { z } from 'zod';
import { roles, type Role } from './roles.ts';

/** What an account may be called: lower case, so that nobody logs in by a look-alike. */
export const accountName = z
  .string()
  .regex(/^[a-z][a-z0-9._-]{1,31}$/, '2 to 32 of a-z, 0-9, . _ - and a letter first');

const role = z.enum(roles, { error: `one of ${roles.join(', ')}` });
const unit = z.string().min(1).max(64).nullable();

/** office `account.create`: without a password, one is made and returned. An account with the role unit names its unit. */
export const accountCreate = z.strictObject({
  name: accountName,
  role,
  unit: unit.default(null),
  password: z.string().optional(),
});

/**
 * office `account.change`: what is not named stays. Whoever loses or gets another right logs in anew: the account's
 * sessions are ended.
 */
export const accountChange = z.strictObject({
  name: accountName,
  role: role.optional(),
  unit: unit.optional(),
  disabled: z.boolean().optional(),
});
export type AccountChange = z.output<typeof accountChange>;

/** office `account.disable`: the account may not log in any more, and is logged out everywhere at once. */
export const accountDisable = z.strictObject({ name: accountName });

/** office `account.password`: sets a new one and ends the account's sessions; without a password, one is made. */
export const accountPassword = z.strictObject({ name: accountName, password: z.string().optional() });

/** `password` only when it was made by the office; it is in this answer and nowhere else. */
export type AccountSet = { readonly name: string; readonly password?: string };

/** The answer of `account.change` and `account.disable`. */
export type AccountChanged = {
  readonly name: string;
  readonly role: Role;
  readonly unit: string | null;
  readonly disabled: boolean;
  readonly sessionsEnded: number;
};

/**
 * One of office `account.list`; `login` says where its password is: here, or with the city's own accounts. `secondFactor`:
 * it is asked for a code as well.
 */
export type AccountListed = {
  readonly name: string;
  readonly role: Role;
  readonly unit: string | null;
  readonly login: 'password' | 'city';
  readonly secondFactor: boolean;
  readonly createdAt: string;
  readonly disabledAt: string | null;
  readonly sessions: number;
  readonly lastSeenAt: string | null;
};

/**
 * office `account.admit`: somebody has logged in with the city's own account. The account is made at the first login;
 * `rights` null: the city gives none any more, and the account is logged out.
 */
export const accountAdmit = z.strictObject({
  externalId: z.string().min(1).max(500),
  name: z.string().max(64),
  rights: z.strictObject({ role, unit }).nullable(),
});
export type AccountAdmit = z.output<typeof accountAdmit>;
/** Under which name they are in. */
export type AccountAdmitted = { readonly name: string };

/** What is wrong with a unit beside a role; undefined when nothing is. */
export function findUnitFault(wish: { role: Role; unit: string | null }): string | undefined {
  if (wish.role === 'unit')
    return wish.unit === null ? 'unit: an account with the role unit names its unit' : undefined;
  return wish.unit === null
    ? undefined
    : `unit: an account with the role ${wish.role} sees the whole city and names none`;
}
