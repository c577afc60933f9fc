import type pg from 'pg';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { carryMove } from './carry-move.ts';

const actor = 'process:office';

/**
 * A task whose office was sent the message that it was given is delivered: looked up in the outbox of the duty process, which
 * is the only one to know. In worlds that reach nobody, what would have been sent counts.
 */
export async function noteDeliveries(pool: pg.Pool, now: Date): Promise<number> {
  const { rows } = await pool.query<{ id: number }>(
    `SELECT t.id FROM tasks t WHERE t.state = 'issued' AND EXISTS (
       SELECT FROM notices n JOIN contacts c ON c.office = t.office
       WHERE n.subject = 'task:' || t.id AND n.state IN ('sent', 'simulated') AND c.id IN (n.contact, n.instead_of))
     ORDER BY t.id LIMIT 200`,
  );
  let delivered = 0;
  for (const { id } of rows) {
    await inTransaction(pool, async (sql) => {
      const subject = { kind: 'process', name: 'office' } as const;
      const done = await carryMove({ id }, { sql, now, actor, subject }, () => ({ move: 'deliver' }));
      if (!done.audit) return;
      delivered += 1;
      await insertAudit(sql, { at: now, actor, verb: 'task.deliver', ...done.audit });
    });
  }
  return delivered;
}
