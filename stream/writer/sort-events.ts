import type { ClientBase } from 'pg';
import { uuidArray } from './array-literal.ts';
import { findingOf, type Finding, type LoggedEvent } from './logged-event.ts';

/** A batch told apart: never seen before, seen with the same content, seen with another content, of a closed day. */
export type SortedEvents = {
  readonly fresh: readonly LoggedEvent[];
  readonly repeats: readonly LoggedEvent[];
  readonly conflicts: readonly Finding[];
  readonly closed: readonly Finding[];
};

/**
 * Looks every identity up, also under times up to `lookBackMs` before the batch's oldest event (a repeat has its event's
 * own), and settles repeats within the batch itself. In a day that is sealed in its world nothing is counted any more: its identities are gone, so that a repeat could not be told.
 */
export async function sortEvents(
  client: ClientBase,
  events: readonly LoggedEvent[],
  lookBackMs: number,
): Promise<SortedEvents> {
  const known = await findIdentities(client, events, lookBackMs);
  const sealed = await findSealedDays(client, events);
  const fresh: LoggedEvent[] = [];
  const repeats: LoggedEvent[] = [];
  const conflicts: Finding[] = [];
  const closed: Finding[] = [];
  for (const logged of events) {
    const hash = known.get(logged.key);
    if (hash === logged.hash) repeats.push(logged);
    else if (hash !== undefined)
      conflicts.push(findingOf(logged, 'conflict', 'this identity was counted with another content'));
    else if (sealed.has(dayName(logged.event.world, logged.event.time)))
      closed.push(findingOf(logged, 'closed', 'its day is sealed in its world; events are not kept that long'));
    else {
      known.set(logged.key, logged.hash);
      fresh.push(logged);
    }
  }
  return { fresh, repeats, conflicts, closed };
}

async function findIdentities(
  client: ClientBase,
  events: readonly LoggedEvent[],
  lookBackMs: number,
): Promise<Map<string, string>> {
  if (events.length === 0) return new Map();
  const oldest = events.reduce(
    (first, { event: { time } }) => (time < first ? time : first),
    events[0]?.event.time ?? '',
  );
  const { rows } = await client.query<{ key: string; hash: string }>({
    name: 'find-identities',
    text: 'SELECT key, hash FROM identities WHERE key = ANY($1::uuid[]) AND time >= $2',
    values: [uuidArray(events.map(({ key }) => key)), new Date(Date.parse(oldest) - lookBackMs)],
  });
  return new Map(rows.map(({ key, hash }) => [key.replaceAll('-', ''), hash.replaceAll('-', '')]));
}

async function findSealedDays(client: ClientBase, events: readonly LoggedEvent[]): Promise<Set<string>> {
  const days = new Set(events.map(({ event }) => event.time.slice(0, 10)));
  if (days.size === 0) return new Set();
  const { rows } = await client.query<{ world: string; day: string }>({
    name: 'find-sealed-days',
    text: 'SELECT world, day::text FROM seals WHERE day::text = ANY($1::text[])',
    values: [[...days]],
  });
  return new Set(rows.map(({ world, day }) => dayName(world, day)));
}

function dayName(world: string, time: string): string {
  return `${time.slice(0, 10)} ${world}`;
}
