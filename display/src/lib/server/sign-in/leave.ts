import type { Cookies } from '@sveltejs/kit';
import { deleteSession } from '#shared/store/delete-session.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { resources } from '../resources.ts';
import { cookieName, cookieOptions } from '../viewer.ts';

/** Ends the session behind the cookies, notes whose it was, and takes the cookie away. */
export async function leave(cookies: Cookies, url: URL): Promise<void> {
  const name = cookieName('vonglau_session', url);
  const token = cookies.get(name);
  if (token !== undefined) {
    await inTransaction(resources().pool, async (sql) => {
      const account = await deleteSession(sql, token);
      if (account === undefined) return;
      const entry = { at: new Date(), actor: `account:${account}`, verb: 'logout', subject: account, detail: {} };
      await insertAudit(sql, entry);
    });
  }
  cookies.set(name, '', cookieOptions(url, new Date(0)));
}
