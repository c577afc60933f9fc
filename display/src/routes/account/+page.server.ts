import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import { acts } from '#shared/access/acts.ts';
import { authorize } from '#shared/access/authorize.ts';
import type { FactorConfirmed, FactorOffered } from '#shared/access/own-account-commands.ts';
import { hashToken } from '#shared/access/token.ts';
import { listAccounts } from '#shared/store/list-accounts.ts';
import { countRecoveryCodes } from '#shared/store/second-factor.ts';
import { firstAdminPage } from '#lib/admin/admin-pages.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { resources } from '#lib/server/resources.ts';
import { refuseAttempt, waitBefore } from '#lib/server/sign-in/refuse-attempt.ts';
import { cookieName } from '#lib/server/viewer.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals: { viewer, language } }) => {
  if (viewer?.kind !== 'account') error(404);
  const { pool } = resources();
  const [all, recoveryLeft] = await Promise.all([
    listAccounts(pool, new Date()),
    countRecoveryCodes(pool, viewer.name),
  ]);
  const own = all.find(({ name }) => name === viewer.name);
  if (!own) error(404);
  return {
    ...{ language, own, recoveryLeft, nonce: randomUUID() },
    admin: firstAdminPage(acts.filter((act) => authorize(viewer, act).allowed)),
  };
};

const offeredSecret = /^[A-Z2-7]{16,64}$/;

export const actions: Actions = {
  password: async (event) => {
    const form = await readForm(event.request);
    const body = { password: form.secret('password'), newPassword: form.secret('newPassword'), keep: keepThis(event) };
    const answer = await askThrottled<{ sessionsEnded: number }>(event, form, 'account.own.password', body);
    return tell(aboutOf(event, 'account.own.password'), form, answer, ({ sessionsEnded }) => ({
      counts: { sessions: sessionsEnded },
    }));
  },
  offer: async (event) => {
    const form = await readForm(event.request);
    const body = { password: form.secret('password') };
    const answer = await askThrottled<FactorOffered>(event, form, 'account.factor.offer', body);
    return answer.ok ? { secret: answer.value.secret } : tell(aboutOf(event, 'account.factor.offer'), form, answer);
  },
  confirm: async (event) => {
    const form = await readForm(event.request);
    const body = { code: form.text('code'), keep: keepThis(event) };
    const answer = await askThrottled<FactorConfirmed>(event, form, 'account.factor.confirm', body);
    const about = aboutOf(event, 'account.factor.confirm');
    if (answer.ok) return { told: { ...about, ok: true as const }, recoveryCodes: answer.value.recoveryCodes };
    const told = tell(about, form, answer);
    // Who mistypes goes on with the same key.
    const secret = form.text('secret');
    return 'data' in told && offeredSecret.test(secret) ? fail(told.status, { ...told.data, secret }) : told;
  },
  remove: async (event) => {
    const form = await readForm(event.request);
    const body = { password: form.secret('password'), code: form.text('code') };
    const answer = await askThrottled<object>(event, form, 'account.factor.remove', body);
    return tell(aboutOf(event, 'account.factor.remove'), form, answer);
  },
};

function aboutOf({ locals: { viewer } }: RequestEvent, verb: string) {
  return { verb, subject: viewer?.kind === 'account' ? viewer.name : '' };
}

/** The session of this request, as the office knows it. */
function keepThis({ cookies, url }: RequestEvent): string | null {
  const token = cookies.get(cookieName('vonglau_session', url));
  return token === undefined ? null : hashToken(token);
}

/** Asks the office; whoever sits at somebody else's open session may guess as slowly as at the login. */
async function askThrottled<Value>(
  event: RequestEvent,
  form: Form,
  verb: string,
  body: object,
): Promise<CommandAnswer<Value>> {
  const { subject: account } = aboutOf(event, verb);
  const attempt = { account, address: event.getClientAddress() };
  const waitS = await waitBefore(attempt);
  if (waitS > 0) return { ok: false, code: 'conflict', message: `wrong several times: try again in ${waitS} s` };
  const answer = await carryOut<Value>(event, form, { owner: 'office', verb, body });
  if (!answer.ok && answer.code === 'forbidden') await refuseAttempt(attempt, { known: account, by: 'password' });
  return answer;
}
