import type { ClientBase } from 'pg';
import type { Finding, LoggedEvent } from './logged-event.ts';
import type { SortedEvents } from './sort-events.ts';

type Tally = {
  world: string;
  source: string;
  day: string;
  accepted: number;
  counted: number;
  repeated: number;
  conflicts: number;
  poison: number;
};

type Outcome = 'counted' | 'repeated' | 'conflicts' | 'poison';

// What no key can have sent has no source to tell.
const name = /^[\x21-\x7e]{1,256}$/;
const instant = /^20\d\d-\d\d-\d\dT/;

/** Adds up, per source and day of receipt (UTC), what became of what was accepted; `setApart` counts as poison. */
export async function tallyReceipts(
  client: ClientBase,
  sorted: SortedEvents,
  setApart: readonly Finding[],
): Promise<void> {
  const tallies = new Map<string, Tally>();
  const add = (world: string, source: string, day: string, what: Outcome): void => {
    const key = `${world} ${source} ${day}`;
    let tally = tallies.get(key);
    if (!tally)
      tallies.set(key, (tally = { world, source, day, accepted: 0, counted: 0, repeated: 0, conflicts: 0, poison: 0 }));
    tally.accepted += 1;
    tally[what] += 1;
  };
  const addAll = (events: readonly LoggedEvent[], what: Outcome): void => {
    for (const { event } of events) add(event.world, event.source, event.receivedtime.slice(0, 10), what);
  };
  addAll(sorted.fresh, 'counted');
  addAll(sorted.repeats, 'repeated');
  const addFindings = (findings: readonly Finding[], what: Outcome): void => {
    for (const { world, source, event } of findings) {
      const received = (event as { receivedtime?: unknown } | null)?.receivedtime;
      if (typeof received !== 'string' || !instant.test(received) || !name.test(world) || !name.test(source)) continue;
      const receivedMs = Date.parse(received);
      if (!Number.isNaN(receivedMs)) add(world, source, new Date(receivedMs).toISOString().slice(0, 10), what);
    }
  };
  addFindings(sorted.conflicts, 'conflicts');
  addFindings(setApart, 'poison');
  if (tallies.size === 0) return;
  const counts = [...tallies.values()];
  await client.query({
    name: 'tally-receipts',
    text: `INSERT INTO receipts AS r (world, source, day, accepted, counted, repeated, conflicts, poison)
      SELECT * FROM unnest($1::text[], $2::text[], $3::date[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
      ON CONFLICT (world, source, day) DO UPDATE SET accepted = r.accepted + EXCLUDED.accepted, counted = r.counted + EXCLUDED.counted,
        repeated = r.repeated + EXCLUDED.repeated, conflicts = r.conflicts + EXCLUDED.conflicts, poison = r.poison + EXCLUDED.poison`,
    values: [
      ...(['world', 'source', 'day', 'accepted', 'counted', 'repeated', 'conflicts', 'poison'] as const).map((what) =>
        counts.map((tally) => tally[what]),
      ),
    ],
  });
}
