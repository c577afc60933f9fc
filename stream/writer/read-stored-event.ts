import type { ClientBase } from 'pg';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { eventColumns, toEvent, type EventRow } from '#shared/store/event-row.ts';

/**
 * The stored event of an identity at an asset. 'unknown' when the identity has not come; 'elsewhere' when it came and no
 * such event stands at this asset (it was another asset's, or its day was sealed and dropped).
 */
export async function readStoredEvent(
  client: ClientBase,
  key: string,
  asset: string,
): Promise<AcceptedEvent | 'unknown' | 'elsewhere'> {
  const identity = await client.query<{ time: Date; seq: number; idx: number }>(
    'SELECT time, seq, idx FROM identities WHERE key = $1',
    [key],
  );
  const place = identity.rows[0];
  if (!place) return 'unknown';
  const { rows } = await client.query<EventRow>(
    `SELECT ${eventColumns} FROM events WHERE asset = $1 AND time = $2 AND seq = $3 AND idx = $4`,
    [asset, place.time, place.seq, place.idx],
  );
  return rows[0] ? toEvent(rows[0]) : 'elsewhere';
}
