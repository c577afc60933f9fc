import type { AcceptedEvent } from '../events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import type { Sql } from './sql.ts';

/** Which events: an asset's in `[fromMs, toMs)`, at most `limit`. */
export type EventsAsked = {
  readonly world: string;
  readonly asset: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
};

/**
 * The latest events at an asset, newest first, withdrawn ones among them. The span decides how many days' chunks are
 * opened: without one the database would plan for every day it keeps.
 */
export async function readAssetEvents(
  sql: Sql,
  { world, asset, fromMs, toMs, limit }: EventsAsked,
): Promise<AcceptedEvent[]> {
  const { rows } = await sql.query<EventRow>(
    `SELECT ${eventColumns} FROM events
     WHERE asset = $1 AND world = $2 AND time >= $3 AND time < $4 ORDER BY time DESC LIMIT $5`,
    [asset, world, new Date(fromMs), new Date(toMs), limit],
  );
  return rows.map(toEvent);
}
