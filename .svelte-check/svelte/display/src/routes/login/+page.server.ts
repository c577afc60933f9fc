import { fail, redirect } from '@sveltejs/kit';
import { verifyPassword } from '#shared/access/password-hash.ts';
import { createSession } from '#shared/store/create-session.ts';
import { findAccount } from '#shared/store/find-account.ts';
import { resources } from '#lib/server/resources.ts';
import { cookieName, cookieOptions } from '#lib/server/viewer.ts';
import { localPath } from '#lib/server/local-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.viewer?.kind === 'account') redirect(303, localPath(url.searchParams.get('next'), url));
  return { language: locals.language };
};

export const actions: Actions = {
  default: async ({ request, url, cookies, getClientAddress }) => {
    const { pool, loginGate, log } = resources();
    const form = await request.formData();
    const account = textOf(form.get('account'), 64);
    const password = textOf(form.get('password'), 1024);
    const attempt = { account, address: getClientAddress() };
    const now = new Date();
    const waitMs = await loginGate.waitMs(attempt, now.getTime());
    if (waitMs > 0) return fail(429, { account, fault: 'wait' as const, waitS: Math.ceil(waitMs / 1000) });
    const found = await findAccount(pool, account);
    if (!(await verifyPassword(found?.passwordHash, password)) || !found) {
      await loginGate.noteFailure(attempt, now.getTime());
      log.warn('login refused');
      return fail(401, { account, fault: 'wrong' as const, waitS: 0 });
    }
    const { token, expiresAt } = await createSession(pool, { account: found.name, now });
    cookies.set(cookieName('vonglau_session', url), token, cookieOptions(url, expiresAt));
    log.info({ role: found.role }, 'logged in');
    redirect(303, localPath(url.searchParams.get('next'), url));
  },
};

function textOf(value: FormDataEntryValue | null, maxLength: number): string {
  return typeof value === 'string' ? value.slice(0, maxLength) : '';
}
