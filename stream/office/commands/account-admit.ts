import {
  accountAdmit,
  accountName,
  findUnitFault,
  type AccountAdmit,
  type AccountAdmitted,
} from '#shared/access/account-commands.ts';
import { changeAccount, endSessions, type AccountRights } from '#shared/store/change-account.ts';
import { findExternalAccount, insertExternalAccount } from '#shared/store/external-account.ts';
import { isUnit } from '#shared/store/is-unit.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { noUnit } from './account.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

type Known = AccountRights & { readonly name: string };
type Rights = NonNullable<AccountAdmit['rights']>;

/** `account.admit`: who logs in with the city's own account has the rights that the city gives, from this login on. */
export const accountAdmitCommand = defineCommand({
  verb: 'account.admit',
  repeat: 'any',
  needs: 'account.admit',
  body: accountAdmit,
  fault: ({ rights }) => (rights ? findUnitFault(rights) : undefined),
  act: async (wish, context) => {
    // Two first logins of one person at once make one account.
    await lockRegistry(context.sql);
    const known = await findExternalAccount(context.sql, wish.externalId);
    if (!wish.rights) return withoutRights(known, context);
    if (known?.disabled) return refuse('forbidden', 'the account is disabled');
    const { unit } = wish.rights;
    if (unit !== null && !(await isUnit(context.sql, unit))) return { answer: noUnit(unit) };
    return known ? admitAgain(known, wish.rights, context) : admitFirst(wish, wish.rights, context);
  },
});

async function withoutRights(known: Known | undefined, { sql }: ActContext): Promise<Outcome> {
  const sessions = known ? await endSessions(sql, known.name) : 0;
  const outcome = refuse('forbidden', 'no group of the account has rights here');
  if (!known || sessions === 0) return outcome;
  return { ...outcome, audit: { subject: known.name, detail: { rights: null, sessions } }, recheck: true };
}

async function admitAgain(known: Known, rights: Rights, { sql, now }: ActContext): Promise<Outcome> {
  const { name, role, unit } = known;
  const answer = { ok: true, value: { name } satisfies AccountAdmitted } as const;
  if (role === rights.role && unit === rights.unit) return { answer };
  const sessionsEnded = await changeAccount(sql, { name, ...rights, disabled: false, at: now });
  const detail = { before: { role, unit }, after: rights, sessionsEnded };
  return { answer, audit: { subject: name, detail }, recheck: true };
}

async function admitFirst(wish: AccountAdmit, rights: Rights, { sql, now }: ActContext): Promise<Outcome> {
  const name = accountName.safeParse(wish.name);
  if (!name.success)
    return refuse('invalid', `the city names the account ${wish.name}: ${name.error.issues[0]?.message}`);
  const account = { name: name.data, externalId: wish.externalId, ...rights, at: now };
  // Never taken over by name: whoever may choose a name there could otherwise become anybody here.
  if (!(await insertExternalAccount(sql, account))) {
    return refuse('conflict', `there is another account ${name.data} already; give one of the two another name`);
  }
  return {
    answer: { ok: true, value: { name: name.data } satisfies AccountAdmitted },
    audit: { subject: name.data, detail: { made: true, ...rights } },
  };
}

function refuse(code: 'forbidden' | 'conflict' | 'invalid', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
