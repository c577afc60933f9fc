import type { ClientBase } from 'pg';
import type { LoggedEvent } from './logged-event.ts';

/**
 * Makes the identity partitions that the events' months need. Outside the batch's transaction, because creating one
 * takes a lock that must not be held while a batch is written; making one twice is harmless. Attached to the table rather than
 * made as a part of it: that would wait until a backup has read the table, and counting with it.
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
    const name = `identities_${month.replace('-', '_')}`;
    await client.query(
      `DO $$ BEGIN
         IF to_regclass('${name}') IS NULL THEN
           CREATE TABLE ${name} (LIKE identities INCLUDING ALL);
           ALTER TABLE identities ATTACH PARTITION ${name} FOR VALUES FROM ('${month}-01T00:00:00Z') TO ('${next}');
         END IF;
       EXCEPTION WHEN duplicate_table OR unique_violation THEN NULL; -- another writer just made it
       END $$`,
    );
    months.add(month);
  }
}
