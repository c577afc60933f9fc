import type { ClientBase } from 'pg';
import type { Finding, LoggedEvent } from './logged-event.ts';
import { keepFirstRead } from './receipts/keep-first-read.ts';
import { noteRepeats } from './receipts/note-repeats.ts';
import type { SortedEvents } from './sort-events.ts';

const outcomes = ['counted', 'repeated', 'conflicts', 'poison', 'closed'] as const;
type Outcome = (typeof outcomes)[number];
type Tally = { world: string; source: string; minute: string } & Record<Outcome, number>;

// What no key can have sent has no source to tell.
const name = /^[\x21-\x7e]{1,256}$/;
const instant = /^20\d\d-\d\d-\d\dT/;

/**
 * Adds up, per source and civil day of receipt, what became of what was accepted; `setApart` counts as poison or closed.
 * What is read again from the log, under whatever id that log has now, is no repeat of its sender and adds nothing.
 */
export async function tallyReceipts(
  client: ClientBase,
  sorted: SortedEvents,
  setApart: readonly Finding[],
): Promise<void> {
  const tallies = new Map<string, Tally>();
  const add = (world: string, source: string, received: string, what: Outcome): void => {
    // Zones change their offset on whole minutes: a minute lies in one civil day.
    const minute = received.slice(0, 16);
    const key = `${world} ${source} ${minute}`;
    let tally = tallies.get(key);
    if (!tally) {
      tally = {
        world,
        source,
        minute,
        counted: 0,
        repeated: 0,
        conflicts: 0,
        poison: 0,
        closed: 0,
      };
      tallies.set(key, tally);
    }
    tally[what] += 1;
  };
  const addAll = (events: readonly LoggedEvent[], what: Outcome): void => {
    for (const { event } of events) add(event.world, event.source, event.receivedtime, what);
  };
  addAll(sorted.fresh, 'counted');
  addAll(await noteRepeats(client, sorted.repeats), 'repeated');
  for (const { found, world, source, event } of await keepFirstRead(client, [...sorted.conflicts, ...setApart])) {
    const received = (event as { receivedtime?: unknown } | null)?.receivedtime;
    if (typeof received !== 'string' || !instant.test(received) || !name.test(world) || !name.test(source)) continue;
    const receivedMs = Date.parse(received);
    if (Number.isNaN(receivedMs)) continue;
    const what = found === 'conflict' ? 'conflicts' : found === 'closed' ? 'closed' : 'poison';
    add(world, source, new Date(receivedMs).toISOString(), what);
  }
  if (tallies.size > 0) await addTallies(client, [...tallies.values()]);
}

async function addTallies(client: ClientBase, tallies: readonly Tally[]): Promise<void> {
  await client.query({
    name: 'tally-receipts',
    text: `INSERT INTO receipts AS r (world, source, day, accepted, counted, repeated, conflicts, poison, closed)
      SELECT t.world, t.source, (t.minute AT TIME ZONE p.time_zone)::date,
        sum(t.counted + t.repeated + t.conflicts + t.poison + t.closed),
        sum(t.counted), sum(t.repeated), sum(t.conflicts), sum(t.poison), sum(t.closed)
      FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
        AS t (world, source, minute, counted, repeated, conflicts, poison, closed), writer_position p
      GROUP BY 1, 2, 3
      ON CONFLICT (world, source, day) DO UPDATE SET accepted = r.accepted + EXCLUDED.accepted, counted = r.counted + EXCLUDED.counted,
        repeated = r.repeated + EXCLUDED.repeated, conflicts = r.conflicts + EXCLUDED.conflicts, poison = r.poison + EXCLUDED.poison,
        closed = r.closed + EXCLUDED.closed`,
    values: [
      tallies.map(({ world }) => world),
      tallies.map(({ source }) => source),
      tallies.map(({ minute }) => `${minute}:00Z`),
      ...outcomes.map((what) => tallies.map((tally) => tally[what])),
    ],
  });
}
