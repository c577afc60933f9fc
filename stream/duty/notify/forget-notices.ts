import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import type { Sql } from '#shared/store/sql.ts';

/** So long it can be seen who was told what: a year, and the month in which that is looked back on. */
const keptMs = 400 * 86_400_000;
const everyMs = 3_600_000;
const mostAtOnce = 10_000;

/**
 * Removes what was settled long ago, with every attempt to send it. What still waits stays, however old, and so do escalations:
 * without its own an old incident would be brought to people anew.
 */
export async function forgetNotices(sql: Sql, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptMs);
  const { rowCount } = await sql.query(
    `DELETE FROM notices WHERE id IN (
       SELECT id FROM notices WHERE settled_at < $1 AND state <> 'waiting' ORDER BY id LIMIT ${mostAtOnce})`,
    [before],
  );
  await sql.query(
    `DELETE FROM messages m WHERE m.made_at < $1 AND m.next_at IS NULL
       AND NOT EXISTS (SELECT FROM notices n WHERE n.message = m.id)`,
    [before],
  );
  return rowCount ?? 0;
}

/** Does so each hour. */
export async function forgetHourly(
  { pool, log, now }: { readonly pool: pg.Pool; readonly log: Log; readonly now: () => number },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const forgotten = await forgetNotices(pool, new Date(now()));
      if (forgotten > 0) log.info({ notices: forgotten }, 'notices of long ago were removed');
    } catch (error) {
      log.warn({ err: error }, 'old notices could not be removed; tried again in an hour');
    }
    await sleep(everyMs, signal);
  }
}
