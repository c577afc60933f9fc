import type { Cookies } from '@sveltejs/kit';
import { createSession } from '#shared/store/create-session.ts';
import { deleteSession } from '#shared/store/delete-session.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import type { FactorTaken } from '#shared/store/second-factor.ts';
import { resources } from '../resources.ts';
import { cookieName, cookieOptions } from '../viewer.ts';

/** Whoever has proved to be an account, and how: by password here, or with the city's own account; and by what besides. */
export type SignedIn = { readonly account: string; readonly by: 'password' | 'city'; readonly factor?: FactorTaken };

/** Lets somebody in: a new session, never one that was there before, with its row in the trail and its cookie. */
export async function enter({ account, by, factor }: SignedIn, cookies: Cookies, url: URL): Promise<void> {
  const name = cookieName('vonglau_session', url);
  const before = cookies.get(name);
  const now = new Date();
  const { token, expiresAt } = await inTransaction(resources().pool, async (sql) => {
    if (before !== undefined) await deleteSession(sql, before);
    const session = await createSession(sql, { account, now });
    const detail = { by, ...(factor && { factor }) };
    await insertAudit(sql, { at: now, actor: `account:${account}`, verb: 'login', subject: account, detail });
    return session;
  });
  cookies.set(name, token, cookieOptions(url, expiresAt));
  resources().log.info({ by }, 'logged in');
}
