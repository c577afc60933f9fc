import {
  factorConfirm,
  factorOffer,
  factorRemove,
  factorReset,
  ownPassword,
  type FactorConfirmed,
  type FactorOffered,
} from '#shared/access/own-account-commands.ts';
import { hashPassword, verifyPassword } from '#shared/access/password-hash.ts';
import { findPasswordFault } from '#shared/access/password-rules.ts';
import { newFactorSecret, toBase32 } from '#shared/access/second-factor/factor-secret.ts';
import { newRecoveryCodes } from '#shared/access/second-factor/recovery-codes.ts';
import type { Seal } from '#shared/service/seal.ts';
import { endSessions } from '#shared/store/change-account.ts';
import { findAccount } from '#shared/store/find-account.ts';
import {
  confirmSecondFactor,
  dropSecondFactor,
  offerSecondFactor,
  takeSecondFactor,
} from '#shared/store/second-factor.ts';
import { replacePassword } from '#shared/store/set-password.ts';
import { noAccount } from './account.ts';
import { defineCommand, type ActContext, type Command, type Outcome } from './command.ts';

const wrong = {
  password: 'the password is not that of this account',
  code: 'the code is not right, or was used already',
};

/** What an account does with how it logs in itself, and what an administrator may undo. */
export function ownAccountCommands(seal: Seal): readonly Command[] {
  return [ownPasswordCommand, offerCommand(seal), confirmCommand(seal), removeCommand(seal), factorResetCommand];
}

const ownPasswordCommand = defineCommand({
  verb: 'account.own.password',
  repeat: 'once',
  needs: 'account.own',
  body: ownPassword,
  act: async ({ password, newPassword, keep }, context) => {
    const own = await proveOwner(context, password);
    if ('answer' in own) return own;
    const fault = findPasswordFault(newPassword, own.name);
    if (fault !== undefined) return refuse('invalid', fault);
    if (newPassword.normalize('NFC') === password.normalize('NFC')) return refuse('invalid', 'it is the same password');
    await replacePassword(context.sql, own.name, await hashPassword(newPassword));
    const sessionsEnded = await endSessions(context.sql, own.name, keep);
    return {
      answer: { ok: true, value: { sessionsEnded } },
      audit: { subject: own.name, detail: { sessionsEnded } },
      recheck: true,
    };
  },
});

/** Each asking makes another secret; the last one counts when it is confirmed. */
const offerCommand = (seal: Seal): Command =>
  defineCommand({
    verb: 'account.factor.offer',
    repeat: 'any',
    needs: 'account.own',
    body: factorOffer,
    act: async ({ password }, context) => {
      const own = await proveOwner(context, password);
      if ('answer' in own) return own;
      const { name: account } = own;
      const secret = newFactorSecret();
      if (!(await offerSecondFactor(context.sql, { account, secret, seal, at: context.now })))
        return refuse('conflict', `${account} has a second factor; it is removed first`);
      return { answer: { ok: true, value: { secret: toBase32(secret) } satisfies FactorOffered } };
    },
  });

const confirmCommand = (seal: Seal): Command =>
  defineCommand({
    verb: 'account.factor.confirm',
    repeat: 'once',
    needs: 'account.own',
    body: factorConfirm,
    act: async ({ code, keep }, { sql, subject, now: at }) => {
      if (subject.kind !== 'account') return refuse('forbidden', 'only an account has a second factor');
      const { name: account } = subject;
      const recoveryCodes = newRecoveryCodes();
      const done = await confirmSecondFactor(sql, { account, code, seal, at, recoveryCodes });
      if (done === 'none') return refuse('conflict', 'no secret was offered; ask for one first');
      if (done === 'wrong') return refuse('forbidden', wrong.code);
      const sessionsEnded = await endSessions(sql, account, keep);
      const shownOnce =
        'this was done already, and the recovery codes were shown once; remove the factor and begin anew';
      return {
        answer: { ok: true, value: { recoveryCodes } satisfies FactorConfirmed },
        repeatAnswer: { ok: false, code: 'conflict', message: shownOnce },
        audit: { subject: account, detail: { sessionsEnded } },
        recheck: true,
      };
    },
  });

const removeCommand = (seal: Seal): Command =>
  defineCommand({
    verb: 'account.factor.remove',
    repeat: 'once',
    needs: 'account.own',
    body: factorRemove,
    act: async ({ password, code }, context) => {
      const own = await proveOwner(context, password);
      if ('answer' in own) return own;
      const by = await takeSecondFactor(context.sql, { account: own.name, code, seal, at: context.now });
      if (by === undefined) return refuse('forbidden', wrong.code);
      await dropSecondFactor(context.sql, own.name);
      return { answer: { ok: true, value: {} }, audit: { subject: own.name, detail: { by } } };
    },
  });

/** `account.factor.reset`. */
const factorResetCommand = defineCommand({
  verb: 'account.factor.reset',
  repeat: 'once',
  needs: 'account.manage',
  body: factorReset,
  act: async ({ name }, { sql }) => {
    if (!(await findAccount(sql, name))) return { answer: noAccount(name) };
    if (!(await dropSecondFactor(sql, name))) return refuse('conflict', `${name} has no second factor`);
    const sessionsEnded = await endSessions(sql, name);
    return {
      answer: { ok: true, value: { name, sessionsEnded } },
      audit: { subject: name, detail: { sessionsEnded } },
      recheck: true,
    };
  },
});

/** Who asks has typed their own password once more; what to answer when not. */
async function proveOwner({ sql, subject }: ActContext, password: string): Promise<{ name: string } | Outcome> {
  if (subject.kind !== 'account') return refuse('forbidden', 'only an account has a password of its own');
  const account = await findAccount(sql, subject.name);
  if (account && account.passwordHash === null)
    return refuse('conflict', `${subject.name} logs in with the city's own account; all of that is set there`);
  if (!(await verifyPassword(account?.passwordHash, password))) return refuse('forbidden', wrong.password);
  return { name: subject.name };
}

function refuse(code: 'invalid' | 'conflict' | 'forbidden', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
