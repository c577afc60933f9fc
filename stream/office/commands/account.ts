import { accountCreate, accountPassword, type AccountSet } from '#shared/access/account-commands.ts';
import { hashPassword } from '#shared/access/password-hash.ts';
import { findPasswordFault, newPassword } from '#shared/access/password-rules.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { setPassword } from '#shared/store/set-password.ts';
import { defineCommand, type Outcome } from './command.ts';

type Wish = { name: string; password?: string | undefined };

/** `account.create`. */
export const accountCreateCommand = defineCommand({
  verb: 'account.create',
  repeat: 'once',
  needs: 'account.manage',
  body: accountCreate,
  fault: findFault,
  act: async (wish, { sql, now }) => {
    const { name, role } = wish;
    const password = wish.password ?? newPassword();
    if (!(await insertAccount(sql, { name, role, passwordHash: await hashPassword(password), at: now }))) {
      const message = `there is an account ${name} already; vonglau account password ${name} gives it a new password`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    return { ...toAnswers(wish, password), audit: { subject: name, detail: { role } } };
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
    if (!(await setPassword(sql, name, await hashPassword(password)))) {
      return { answer: { ok: false, code: 'not-found', message: `there is no account ${name}` } };
    }
    return { ...toAnswers(wish, password), audit: { subject: name, detail: {} } };
  },
});

function findFault({ name, password }: Wish): string | undefined {
  return password === undefined ? undefined : findPasswordFault(password, name);
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
