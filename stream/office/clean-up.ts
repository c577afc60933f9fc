import type pg from 'pg';
import { deleteExpired } from '#shared/store/delete-expired.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';

/** Removes what has ended; the trail tells whose sessions those were. */
export async function cleanUp(pool: pg.Pool, now: Date): Promise<void> {
  await inTransaction(pool, async (sql) => {
    for (const { account, sessions } of await deleteExpired(sql, now)) {
      const detail = { sessions, why: 'expired' };
      await insertAudit(sql, { at: now, actor: 'process:office', verb: 'session.end', subject: account, detail });
    }
  });
}
