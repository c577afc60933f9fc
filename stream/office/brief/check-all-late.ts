import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { inTransaction } from '#shared/store/in-transaction.ts';
import { insertAudit } from '#shared/store/insert-audit.ts';
import { checkLate } from './check-late.ts';

const dayMs = 86_400_000;
const by = 'process:office';

/**
 * Looks for late events of every brief whose raw events are still kept; what they changed becomes addenda. One that cannot be
 * looked at is said and keeps none of the others waiting: it is looked at again next time.
 */
export async function checkAllLate(
  pool: pg.Pool,
  { realMs, keptD, log }: { realMs: number; keptD: number; log: Log },
): Promise<void> {
  const at = new Date(realMs);
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM briefs WHERE made_at > $1 ORDER BY id', [
    new Date(realMs - keptD * dayMs),
  ]);
  for (const { id } of rows) {
    try {
      await checkOne(pool, { id, at, log });
    } catch (error) {
      log.warn({ err: error, brief: id }, 'late events of a brief could not be looked for; tried again later');
    }
  }
}

async function checkOne(pool: pg.Pool, { id, at, log }: { id: number; at: Date; log: Log }): Promise<void> {
  await inTransaction(pool, async (sql) => {
    const checked = await checkLate(pool, sql, { id, by, at });
    if (!checked || 'model' in checked || checked.addendum === null) return;
    await insertAudit(sql, { at, actor: by, verb: 'brief.check', subject: `brief:${id}`, detail: { ...checked } });
    log.info({ brief: id, ...checked }, 'late events changed a brief');
  });
}
