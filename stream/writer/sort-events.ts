import type { ClientBase } from 'pg';
import { textArray } from './array-literal.ts';
import type { LoggedEvent } from './logged-event.ts';

/** A batch told apart: never seen before, seen with the same content, seen with another content. */
export type SortedEvents = {
  readonly fresh: readonly LoggedEvent[];
  readonly repeats: readonly LoggedEvent[];
  readonly conflicts: readonly LoggedEvent[];
};

/** Looks every identity up in all partitions, whatever its time, and settles repeats within the batch itself. */
export async function sortEvents(client: ClientBase, events: readonly LoggedEvent[]): Promise<SortedEvents> {
  const known = new Map<string, string>();
  if (events.length > 0) {
    const { rows } = await client.query<{ key: string; hash: string }>({
      name: 'find-identities',
      text: 'SELECT key, hash FROM identities WHERE key = ANY($1::uuid[])',
      values: [textArray(events.map(({ key }) => key))],
    });
    for (const { key, hash } of rows) known.set(key.replaceAll('-', ''), hash.replaceAll('-', ''));
  }
  const sorted = { fresh: [] as LoggedEvent[], repeats: [] as LoggedEvent[], conflicts: [] as LoggedEvent[] };
  for (const event of events) {
    const hash = known.get(event.key);
    if (hash === undefined) {
      known.set(event.key, event.hash);
      sorted.fresh.push(event);
    } else if (hash === event.hash) sorted.repeats.push(event);
    else sorted.conflicts.push(event);
  }
  return sorted;
}
