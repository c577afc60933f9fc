import {
  accountChange,
  accountDisable,
  findUnitFault,
  type AccountChange,
  type AccountChanged,
} from '#shared/access/account-commands.ts';
import {
  changeAccount,
  hasOtherAdministrator,
  readAccountRights,
  type AccountRights,
} from '#shared/store/change-account.ts';
import { isUnit } from '#shared/store/is-unit.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';
import { noAccount, noUnit } from './account.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

/** `account.change`: another role, another unit, disabled or not. */
export const accountChangeCommand = defineCommand({
  verb: 'account.change',
  repeat: 'once',
  needs: 'account.manage',
  body: accountChange,
  act: change,
});

/** `account.disable`. */
export const accountDisableCommand = defineCommand({
  verb: 'account.disable',
  repeat: 'once',
  needs: 'account.manage',
  body: accountDisable,
  act: ({ name }, context) => change({ name, disabled: true }, context),
});

async function change(wish: AccountChange, { sql, now }: ActContext): Promise<Outcome> {
  const { name } = wish;
  // Two administrators who disable each other at the same time must not both succeed.
  await lockRegistry(sql);
  const before = await readAccountRights(sql, name);
  if (!before) return { answer: noAccount(name) };
  const after = toRights(wish, before);
  const fault = findUnitFault(after);
  if (fault !== undefined) return refuse('invalid', fault);
  if (after.unit !== null && !(await isUnit(sql, after.unit))) return { answer: noUnit(after.unit) };
  const loses = before.role === 'administrator' && !before.disabled && (after.role !== before.role || after.disabled);
  if (loses && !(await hasOtherAdministrator(sql, name))) {
    return refuse('conflict', `${name} is the last administrator; make another first`);
  }
  const isSame = after.role === before.role && after.unit === before.unit && after.disabled === before.disabled;
  const sessionsEnded = isSame ? 0 : await changeAccount(sql, { name, ...after, at: now });
  const value: AccountChanged = { name, ...after, sessionsEnded };
  if (isSame) return { answer: { ok: true, value } };
  return {
    answer: { ok: true, value },
    audit: { subject: name, detail: { before, after, sessionsEnded } },
    recheck: true,
  };
}

/** Whoever is no unit's any more has none. */
function toRights({ role, unit, disabled }: AccountChange, before: AccountRights): AccountRights {
  const given = { role: role ?? before.role, disabled: disabled ?? before.disabled };
  return { ...given, unit: unit === undefined ? (given.role === 'unit' ? before.unit : null) : unit };
}

function refuse(code: 'invalid' | 'conflict', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
