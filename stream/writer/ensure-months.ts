import type { ClientBase } from 'pg';
import type { LoggedEvent } from './logged-event.ts';

/**
 * Makes the identity partitions that the events' months need. Outside the batch's transaction, because creating one
 * takes a lock that must not be held while a batch is written; making one twice is harmless.
 */
export async function ensureMonths(
  client: ClientBase,
  months: Set<string>,
  events: readonly LoggedEvent[],
): Promise<void> {
  for (const { event } of events) {
    const month = event.time.slice(0, 7);
    if (months.has(month)) continue;
    const [year = 0, number = 0] = month.split('-').map(Number);
    const next = new Date(Date.UTC(year, number, 1)).toISOString();
    await client.query(
      `CREATE TABLE IF NOT EXISTS identities_${month.replace('-', '_')} PARTITION OF identities
       FOR VALUES FROM ('${month}-01T00:00:00Z') TO ('${next}')`,
    );
    months.add(month);
  }
}
