import type pg from 'pg';
import { hashPassword } from '#shared/access/password-hash.ts';
import { newPassword } from '#shared/access/password-rules.ts';
import { hasAccounts } from '#shared/store/has-accounts.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { lockRegistry } from '#shared/store/lock-registry.ts';

const NAME = 'admin';

/**
 * Makes the first administrator where there is no account yet, and returns the password, which is kept nowhere but as a
 * hash. Undefined when there are accounts. Of several offices starting together one does it.
 */
export async function createFirstAccount(pool: pg.Pool, now: Date): Promise<string | undefined> {
  return inTransaction(pool, async (sql) => {
    await lockRegistry(sql);
    if (await hasAccounts(sql)) return undefined;
    const password = newPassword();
    const role = 'administrator';
    const passwordHash = await hashPassword(password);
    await insertAccount(sql, { name: NAME, role, unit: null, passwordHash, at: now });
    await insertAudit(sql, {
      at: now,
      actor: 'process:office',
      verb: 'account.create',
      subject: NAME,
      detail: { role },
    });
    return password;
  });
}
