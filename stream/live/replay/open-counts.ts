import type pg from 'pg';
import { identityKey } from '#shared/events/identity-key.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import type { PastPlace } from '#shared/store/find-past-place.ts';
import { readHourSums, readOutOfOrder, readWithdrawals, readWithdrawnLater } from '#shared/store/read-past-counts.ts';
import type { PastEvent } from '#shared/store/read-rule-past.ts';
import { countedByDay, type WorldCounts } from '#shared/store/read-standing-counts.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import { PastCounts, type Counting } from './past-counts.ts';

/** Where each counted event was withdrawn, by the key of its identity. */
export type Withdrawals = ReadonlyMap<string, { readonly seq: number; readonly idx: number }>;

/** The day's counts up to whole hours, and which events of the log after the snapshot are still to be added to them. */
export type OpenedCounts = {
  readonly counts: PastCounts;
  readonly withdrawals: Withdrawals;
  /** Whether an event up to the moment is not in the hours. */
  readonly isToAdd: (timeMs: number) => boolean;
};

const hourMs = 3_600_000;

/** Whether an event was withdrawn at or before a frame. */
export function isWithdrawnBy(withdrawals: Withdrawals, { event }: PastEvent, seq: number, idx = Infinity): boolean {
  if (withdrawals.size === 0) return false;
  const by = withdrawals.get(identityKey(event.world, event.source, event.id));
  return by !== undefined && (by.seq < seq || (by.seq === seq && by.idx <= idx));
}

/** The counts that a snapshot was kept with; every event after it is still to be added. */
export async function goOnCounting(
  sql: Sql,
  counted: WorldCounts,
  { calendar, atMs }: { readonly calendar: CivilCalendar; readonly atMs: number },
): Promise<OpenedCounts> {
  const counts = new PastCounts(calendar, calendar.dayOf(atMs), countedByDay(counted));
  return { counts, withdrawals: await readWithdrawals(sql), isToAdd: () => true };
}

/**
 * The counts of a moment's civil day, but for the events after the snapshot: whole hours as they are counted now, without what
 * came after the moment, with what was withdrawn after it; all read as of one moment of the database.
 */
export async function openCounts(
  pool: pg.Pool,
  asked: {
    readonly world: string;
    readonly calendar: CivilCalendar;
    readonly place: PastPlace;
    readonly snapshotSeq: number;
  },
): Promise<OpenedCounts> {
  const { world, calendar, place, snapshotSeq } = asked;
  const day = calendar.dayOf(place.ms);
  const dayMs = calendar.startOf(day);
  // Hours are those of UTC; where a zone's day begins within one, that hour is counted event by event.
  const toMs = Math.floor(place.ms / hourMs) * hourMs;
  const fromMs = Math.min(toMs, Math.ceil(dayMs / hourMs) * hourMs);
  const hours = { world, fromMs, toMs };
  const { sums, order, withdrawals, later } = await inSnapshot(pool, async (sql) => ({
    sums: await readHourSums(sql, hours),
    order: await readOutOfOrder(sql, { ...hours, dayMs, snapshotSeq, place }),
    withdrawals: await readWithdrawals(sql),
    later: await readWithdrawnLater(sql, { ...hours, place }),
  }));
  const counts = new PastCounts(calendar, day, [[day, sums]]);
  counts.take([
    ...order.late
      .filter(({ event }) => !withdrawals.has(identityKey(event.world, event.source, event.id)))
      .map(({ event }): Counting => ({ event, sign: -1 })),
    ...later.map(({ event }): Counting => ({ event, sign: 1 })),
    ...order.early
      .filter((one) => !isWithdrawnBy(withdrawals, one, snapshotSeq))
      .map(({ event }): Counting => ({ event, sign: 1 })),
  ]);
  return { counts, withdrawals, isToAdd: (timeMs) => timeMs >= toMs || timeMs < fromMs };
}
