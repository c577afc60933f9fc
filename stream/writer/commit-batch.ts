import type { ClientBase } from 'pg';
import { addToMinutes, mergeDelta, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { CountRow } from '#shared/wire/counts.ts';
import { ensureMonths } from './ensure-months.ts';
import { insertEvents } from './insert-events.ts';
import { insertFindings } from './insert-findings.ts';
import type { LoggedEvent, Poison } from './logged-event.ts';
import { lockPosition, movePosition } from './position.ts';
import { rollUpBatch } from './roll-up-batch.ts';
import { sortEvents, type SortedEvents } from './sort-events.ts';
import { tallyReceipts } from './tally-receipts.ts';
import { isVoiding, withdrawEvents } from './withdraw-events.ts';

/** Frames read from the log up to and including `seq`. */
export type Batch = {
  readonly seq: number;
  readonly events: readonly LoggedEvent[];
  readonly poison: readonly Poison[];
};

/** What a commit did. `rows` are the changed roll-up rows by world; null when the batch had been committed before. */
export type Committed = {
  readonly commit: number;
  readonly seq: number;
  readonly rows: Map<string, CountRow[]>;
  readonly fresh: number;
  readonly repeats: number;
  readonly conflicts: number;
};

/** What the writer carries from commit to commit. */
export type WriterMemory = {
  readonly fence: number;
  readonly calendar: CivilCalendar;
  /** Identities withdrawn before they came. */
  readonly waitingVoids: Set<string>;
  /** Months that have a partition of identities. */
  readonly months: Set<string>;
};

/**
 * Counts a batch exactly once, in one transaction: identities not seen before, their events, the roll-ups these change,
 * receipts, findings, and the place in the log. Run again after any failure, whether the commit took or not: what took
 * is skipped by its place, and found again by its identities if the place were lost.
 */
export async function commitBatch(client: ClientBase, memory: WriterMemory, batch: Batch): Promise<Committed | null> {
  await ensureMonths(client, memory.months, batch.events);
  await client.query('BEGIN');
  try {
    const position = await lockPosition(client, memory.fence);
    const committed = batch.seq <= position.seq ? null : await write(client, memory, batch, position.commit + 1);
    await client.query('COMMIT');
    if (committed) {
      for (const key of committed.arrivedVoids) memory.waitingVoids.delete(key);
      for (const key of committed.newVoids) memory.waitingVoids.add(key);
    }
    return committed;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

type Written = Committed & { readonly arrivedVoids: readonly string[]; readonly newVoids: readonly string[] };

async function write(client: ClientBase, memory: WriterMemory, batch: Batch, commit: number): Promise<Written> {
  const sorted = await sortEvents(client, batch.events);
  await insertEvents(client, sorted.fresh);
  const arrived = sorted.fresh.filter(({ key }) => memory.waitingVoids.has(key));
  if (arrived.length > 0) await settleVoids(client, arrived);

  const added: RollUpDeltas = new Map();
  for (const { key, event } of sorted.fresh) if (!memory.waitingVoids.has(key)) addToMinutes(added, event);
  const withdrawn: RollUpDeltas = new Map();
  const voiding = sorted.fresh.filter(({ event }) => isVoiding(event));
  const { waiting, findings } = await withdrawEvents(client, voiding, withdrawn);
  for (const delta of withdrawn.values()) mergeDelta(added, delta);

  const rows = await rollUpBatch(client, memory.calendar, added, withdrawn);
  await insertFindings(client, [...batch.poison, ...findings], sorted.conflicts);
  await tallyReceipts(client, sorted, batch.poison);
  await movePosition(client, batch.seq, commit);
  return {
    commit,
    seq: batch.seq,
    rows,
    ...tally(sorted),
    arrivedVoids: arrived.map(({ key }) => key),
    newVoids: waiting,
  };
}

async function settleVoids(client: ClientBase, arrived: readonly LoggedEvent[]): Promise<void> {
  await client.query(
    `UPDATE voids SET applied = true, time = a.time
     FROM unnest($1::uuid[], $2::timestamptz[]) AS a (key, time) WHERE voids.key = a.key`,
    [arrived.map(({ key }) => key), arrived.map(({ event }) => event.time)],
  );
}

function tally(sorted: SortedEvents): Pick<Committed, 'fresh' | 'repeats' | 'conflicts'> {
  return { fresh: sorted.fresh.length, repeats: sorted.repeats.length, conflicts: sorted.conflicts.length };
}
