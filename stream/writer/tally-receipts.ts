import type { ClientBase } from 'pg';
import type { LoggedEvent, Poison } from './logged-event.ts';
import type { SortedEvents } from './sort-events.ts';

type Tally = { accepted: number; counted: number; repeated: number; conflicts: number; poison: number };

/** Adds up, per source and day of receipt (UTC), what became of what was accepted. */
export async function tallyReceipts(
  client: ClientBase,
  sorted: SortedEvents,
  poison: readonly Poison[],
): Promise<void> {
  const tallies = new Map<string, Tally>();
  const add = (world: string, source: string, day: string, what: keyof Tally): void => {
    const key = `${world}\u0001${source}\u0001${day}`;
    let tally = tallies.get(key);
    if (!tally) tallies.set(key, (tally = { accepted: 0, counted: 0, repeated: 0, conflicts: 0, poison: 0 }));
    tally.accepted += 1;
    tally[what] += 1;
  };
  const addAll = (events: readonly LoggedEvent[], what: keyof Tally): void => {
    for (const { event } of events) add(event.world, event.source, event.receivedtime.slice(0, 10), what);
  };
  addAll(sorted.fresh, 'counted');
  addAll(sorted.repeats, 'repeated');
  addAll(sorted.conflicts, 'conflicts');
  for (const { world, source, event } of poison) {
    const received = String((event as { receivedtime?: unknown } | null)?.receivedtime);
    if (/^\d{4}-\d\d-\d\dT/.test(received) && !source.includes('\0'))
      add(world, source, received.slice(0, 10), 'poison');
  }
  if (tallies.size === 0) return;
  const keys = [...tallies.keys()].map((key) => key.split('\u0001'));
  const counts = [...tallies.values()];
  await client.query({
    name: 'tally-receipts',
    text: `INSERT INTO receipts AS r (world, source, day, accepted, counted, repeated, conflicts, poison)
      SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
      ON CONFLICT (world, source, day) DO UPDATE SET accepted = r.accepted + EXCLUDED.accepted, counted = r.counted + EXCLUDED.counted,
        repeated = r.repeated + EXCLUDED.repeated, conflicts = r.conflicts + EXCLUDED.conflicts, poison = r.poison + EXCLUDED.poison`,
    values: [
      ...[0, 1, 2].map((part) => keys.map((key) => key[part])),
      ...(['accepted', 'counted', 'repeated', 'conflicts', 'poison'] as const).map((what) =>
        counts.map((tally) => tally[what]),
      ),
    ],
  });
}
