import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { resources } from '../resources.ts';

/** A login that failed, and why. */
type Refused = {
  /** The account, where there is one; what was typed may be a password in the wrong field, and is kept nowhere. */
  readonly account: string | undefined;
  readonly verb: 'login.failure' | 'login.lockout';
  readonly detail: Readonly<Record<string, string | number>>;
};

/** Notes a failed login in the trail: the account, never the address. */
export async function noteRefused({ account, verb, detail }: Refused): Promise<void> {
  const { pool, log } = resources();
  log.warn({ verb, ...detail }, 'login refused');
  const entry = { at: new Date(), actor: 'process:display', verb, subject: account ?? 'unknown', detail };
  await inTransaction(pool, (sql) => insertAudit(sql, entry));
}
