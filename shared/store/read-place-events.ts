import type { AcceptedEvent } from '../events/envelope.ts';
import { identityKey } from '../events/identity-key.ts';
import { eventColumns, toEvent, type EventRow } from './event-row.ts';
import { spansOf, type QuartersAsked } from './read-place-quarters.ts';
import type { Sql } from './sql.ts';

/** Which events: of these types at these assets, in some spans of milliseconds. */
export type PlaceEventsAsked = Pick<QuartersAsked, 'world' | 'spans'> & {
  readonly assets: readonly string[];
  readonly types: readonly string[];
};

/** Events that count: those withdrawn are left out. For what roll-ups do not keep by the minute, one asset's among them. */
export async function readPlaceEvents(
  sql: Sql,
  { world, assets, types, spans }: PlaceEventsAsked,
): Promise<AcceptedEvent[]> {
  if (assets.length === 0 || spans.length === 0) return [];
  const { rows } = await sql.query<EventRow>(
    `SELECT ${eventColumns} FROM unnest($4::timestamptz[], $5::timestamptz[]) AS r(from_at, to_at)
     JOIN events ON asset = ANY($2::text[]) AND time >= r.from_at AND time < r.to_at
     WHERE world = $1 AND type = ANY($3::text[]) AND time >= $6 AND time < $7`,
    [world, assets, types, ...spansOf(spans)],
  );
  if (rows.length === 0) return [];
  const voids = await sql.query<{ key: string }>('SELECT key FROM voids WHERE applied');
  const voided = new Set(voids.rows.map(({ key }) => key.replaceAll('-', '')));
  return rows.filter((row) => !voided.has(identityKey(row.world, row.source, row.id))).map(toEvent);
}
