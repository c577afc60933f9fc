import { accountCreate, accountPassword, findUnitFault, type AccountSet } from '#shared/access/account-commands.ts';
import { hashPassword } from '#shared/access/password-hash.ts';
import { findPasswordFault, newPassword } from '#shared/access/password-rules.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { isUnit } from '#shared/store/is-unit.ts';
import { setPassword } from '#shared/store/set-password.ts';
import { defineCommand, type Outcome } from './command.ts';

type Wish = { name: string; password?: string | undefined };

/** `account.create`. */
export const accountCreateCommand = defineCommand({
  verb: 'account.create',
  repeat: 'once',
  needs: 'account.manage',
  body: accountCreate,
  fault: (wish) => findUnitFault(wish) ?? findFault(wish),
  act: async (wish, { sql, now }) => {
    const { name, role, unit } = wish;
    if (unit !== null && !(await isUnit(sql, unit))) return { answer: noUnit(unit) };
    const password = wish.password ?? newPassword();
    const passwordHash = await hashPassword(password);
    if (!(await insertAccount(sql, { name, role, unit, passwordHash, at: now }))) {
      const message = `there is an account ${name} already; vonglau account password ${name} gives it a new password`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    return { ...toAnswers(wish, password), audit: { subject: name, detail: { role, unit } } };
  },
});

/** `account.password`. */
export const accountPasswordCommand = defineCommand({
  verb: 'account.password',
  repeat: 'once',
  needs: 'account.manage',
  body: accountPassword,
  fault: findFault,
  act: async (wish, { sql }) => {
    const { name } = wish;
    const password = wish.password ?? newPassword();
    const done = await setPassword(sql, name, await hashPassword(password));
    if (done === 'none') return { answer: noAccount(name) };
    if (done === 'city') {
      const message = `${name} logs in with the city's own account; its password is set there`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    return { ...toAnswers(wish, password), audit: { subject: name, detail: {} }, recheck: true };
  },
});

function findFault({ name, password }: Wish): string | undefined {
  return password === undefined ? undefined : findPasswordFault(password, name);
}

/** There is nobody of that name. */
export function noAccount(name: string): Outcome['answer'] {
  return { ok: false, code: 'not-found', message: `there is no account ${name}; vonglau account list shows all` };
}

/** There is no such unit. */
export function noUnit(unit: string): Outcome['answer'] {
  return { ok: false, code: 'not-found', message: `unit: the registry has no unit and no department ${unit}` };
}

/** A password that we made is told once; one that was chosen is known already. */
function toAnswers({ name, password: chosen }: Wish, password: string): Pick<Outcome, 'answer' | 'repeatAnswer'> {
  if (chosen !== undefined) return { answer: { ok: true, value: { name } satisfies AccountSet } };
  return {
    answer: { ok: true, value: { name, password } satisfies AccountSet },
    repeatAnswer: {
      ok: false,
      code: 'conflict',
      message: `this command was carried out already, and the password of ${name} was shown once; vonglau account password ${name} gives a new one`,
    },
  };
}
