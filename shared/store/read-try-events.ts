import type { AcceptedEvent } from '../events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import type { Sql } from './sql.ts';

/** Which events: those of a test key's world that happened since `since`, at most `limit`. */
export type TryEventsAsked = { readonly world: string; readonly since: Date; readonly limit: number };

/**
 * The events of a test key's world that were counted, without its ticks, the last to arrive first. What such worlds are
 * called is said again so that their index is used, and the span decides how many days' chunks are opened.
 */
export async function readTryEvents(sql: Sql, { world, since, limit }: TryEventsAsked): Promise<AcceptedEvent[]> {
  const { rows } = await sql.query<EventRow>(
    `SELECT ${eventColumns} FROM events
     WHERE world = $1 AND world LIKE 'sim:try-%' AND asset <> '' AND time >= $2
     ORDER BY seq DESC, idx DESC LIMIT $3`,
    [world, since, limit],
  );
  return rows.map(toEvent);
}
