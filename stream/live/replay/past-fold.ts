import type pg from 'pg';
import type { VoidedData } from '#shared/events/kind.ts';
import { findPastPlace, type PastPlace } from '#shared/store/find-past-place.ts';
import { findPastEvent, readWithdrawals } from '#shared/store/read-past-counts.ts';
import { isLogWhole, readPastCheckpoint, type KeptCheckpoint } from '#shared/store/read-past-checkpoint.ts';
import type { PastEvent } from '#shared/store/read-rule-past.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import type { DirtyKeys } from '../push/topic-source.ts';
import { LiveState, type Changes } from '../state/live-state.ts';
import { chooseWay } from './choose-way.ts';
import { createLogReader, type LogReader } from './log-reader.ts';
import { goOnCounting, isWithdrawnBy, openCounts, type OpenedCounts, type Withdrawals } from './open-counts.ts';
import type { Counting, PastCounts } from './past-counts.ts';
import { noSnapshot, readSnapshot, type PastCounted } from './past-snapshot.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Events folded before anything else is looked at. */
const mostAtOnce = 20_000;

/** What a step changed. `isNewDay`: all counts are others. */
export type Moved = {
  readonly assets: Map<string, string>;
  readonly counts: Map<string, string>;
  readonly isNewDay: boolean;
  /** Whether it came as far as it was asked to, or as there is. */
  readonly isThere: boolean;
};

export type PastAsked = {
  readonly world: string;
  readonly calendar: CivilCalendar;
  /** The version of the pack that snapshots were made with. */
  readonly packVersion: string;
};

/** A moment that cannot be replayed: nobody watched then, or what was before it is no longer kept. */
export class NoSuchMomentError extends Error {
  override name = 'NoSuchMomentError';
}

/**
 * One world as it stood at a place of the long log, and on from there: the state by the fold from a snapshot, the day's counts
 * event by event. A moment is the last tick at or before it; what came after that tick has not happened yet.
 */
export class PastFold {
  readonly live: LiveState;
  counts: PastCounts;
  #place: PastPlace;
  #withdrawals: Withdrawals;
  readonly #pool: pg.Pool;
  readonly #asked: PastAsked;
  readonly #reader: LogReader;
  /** Read and not yet folded, in the order of the log. */
  #waiting: readonly PastEvent[] = [];

  private constructor(
    pool: pg.Pool,
    asked: PastAsked,
    start: { live: LiveState; reader: LogReader; opened: OpenedCounts; place: PastPlace },
  ) {
    this.#pool = pool;
    this.#asked = asked;
    this.live = start.live;
    this.#reader = start.reader;
    this.counts = start.opened.counts;
    this.#withdrawals = start.opened.withdrawals;
    this.#place = start.place;
  }

  /** Where in the log it stands. */
  get place(): PastPlace {
    return this.#place;
  }

  /**
   * Comes to a moment: goes on from `from` where that is nearest, else from the snapshot before it. Throws `NoSuchMomentError` where
   * it cannot.
   */
  static async at(
    pool: pg.Pool,
    asked: PastAsked,
    { atMs, from }: { atMs: number; from?: PastFold | undefined },
  ): Promise<PastFold> {
    const place = await findPastPlace(pool, { world: asked.world, atMs });
    if (!place) throw new NoSuchMomentError('nobody watched then, or it is no longer kept');
    const kept = await readPastCheckpoint(pool, { beforeSeq: place.seq, packVersion: asked.packVersion });
    const way = chooseWay({
      ...{ from: from?.place ?? null, to: place, snapshotSeq: kept?.seq ?? null },
      isLogWhole: kept !== undefined || (await isLogWhole(pool)),
    });
    if (way === 'none') throw new NoSuchMomentError('what was before it is no longer kept');
    if (way === 'go-on' && from) {
      while (!(await from.advance(atMs)).isThere);
      return from;
    }
    return PastFold.#open(pool, asked, { place, kept });
  }

  static async #open(
    pool: pg.Pool,
    asked: PastAsked,
    { place, kept }: { place: PastPlace; kept: KeptCheckpoint | undefined },
  ): Promise<PastFold> {
    const { world, calendar } = asked;
    const snapshotSeq = kept?.seq ?? 0;
    const { image, counted } = kept ? await readSnapshot(kept, world) : noSnapshot;
    const known = counted && isNear(counted, place.ms, calendar) ? counted : undefined;
    const reader = createLogReader(pool, { world, afterSeq: known?.seq ?? snapshotSeq, wantedSeq: place.seq });
    const opening = known
      ? goOnCounting(pool, known, { calendar, atMs: place.ms })
      : openCounts(pool, { world, calendar, place, snapshotSeq });
    // Whoever waits for it is told; until then it may fail unheard.
    opening.catch(() => undefined);
    const live = new LiveState(calendar);
    live.restart(kept?.stream ?? 'log', snapshotSeq, image);
    const { upTo, beyond } = await readUpTo(reader, place, (events) => {
      apply(
        live,
        events.filter(({ seq }) => seq > snapshotSeq),
      );
    });
    const opened = await opening;
    const fold = new PastFold(pool, asked, { live, reader, opened, place });
    fold.#waiting = beyond;
    for (const events of upTo) await fold.#count(events, opened.isToAdd);
    return fold;
  }

  /** Goes on to the last tick at or before an instant of the world, or for so many events; a step that changes nothing is none. */
  async advance(toMs: number): Promise<Moved> {
    const assets = new Map<string, string>();
    const cut = await this.#findCut(toMs);
    const now = this.#waiting.slice(0, cut.end);
    this.#waiting = this.#waiting.slice(cut.end);
    for (const [asset, received] of apply(this.live, now).get(this.#asked.world) ?? []) assets.set(asset, received);
    if (cut.place) this.#place = cut.place;
    const isNewDay = this.counts.moveDay(this.#asked.calendar.dayOf(this.#place.ms));
    const counts = new Map(await this.#count(now));
    return { assets, counts, isNewDay, isThere: cut.isThere };
  }

  /** How much of what waits is folded now: up to a tick, and that tick's place. Reads on where what waits does not reach. */
  async #findCut(toMs: number): Promise<{ end: number; place: PastPlace | undefined; isThere: boolean }> {
    let end = 0;
    let place: PastPlace | undefined;
    for (let at = 0; ; at += 1) {
      if (at >= this.#waiting.length) {
        const more = await this.#reader.read(Math.max(toMs, this.#place.ms) + dayMs);
        if (!more) return { end, place, isThere: true };
        this.#waiting = at === 0 ? more : [...this.#waiting, ...more];
        at -= 1;
        continue;
      }
      const one = this.#waiting[at];
      if (one?.event.type !== 'clock.tick') continue;
      const ms = Date.parse(one.event.time);
      if (ms > toMs) return { end, place, isThere: true };
      end = at + 1;
      place = { seq: one.seq, idx: one.idx, ms };
      if (end >= mostAtOnce) return { end, place, isThere: false };
    }
  }

  async #count(events: readonly PastEvent[], isToAdd: (timeMs: number) => boolean = () => true): Promise<DirtyKeys> {
    const counted: Counting[] = [];
    for (const one of events) {
      const { event } = one;
      if (event.asset === '') continue;
      const taken = event.type.endsWith('.voided') ? await this.#findTaken(one) : undefined;
      if (taken && isToAdd(Date.parse(taken.event.time))) counted.push({ event: taken.event, sign: -1 });
      if (!isToAdd(Date.parse(event.time)) || isWithdrawnBy(this.#withdrawals, one, one.seq, one.idx)) continue;
      counted.push({ event, sign: 1 });
    }
    return this.counts.take(counted);
  }

  /** The event that a withdrawal took out of the counts, if it was in them. */
  async #findTaken({ seq, idx, event }: PastEvent): Promise<PastEvent | undefined> {
    const { world, asset, source } = event;
    const target = await findPastEvent(this.#pool, { world, asset, source, id: (event.data as VoidedData).id });
    if (!target || target.seq > seq || (target.seq === seq && target.idx > idx)) return undefined;
    if (!isWithdrawnBy(this.#withdrawals, target, seq, idx)) this.#withdrawals = await readWithdrawals(this.#pool);
    return isWithdrawnBy(this.#withdrawals, target, seq, idx) ? target : undefined;
  }
}

/** Reads up to a place: each stretch is handed over while the next one is read. What was read `beyond` it has not happened yet. */
async function readUpTo(
  reader: LogReader,
  place: PastPlace,
  take: (events: readonly PastEvent[]) => void,
): Promise<{ readonly upTo: readonly (readonly PastEvent[])[]; readonly beyond: readonly PastEvent[] }> {
  const upTo: (readonly PastEvent[])[] = [];
  let reading = reader.read(place.ms + dayMs);
  for (;;) {
    const events = await reading;
    if (!events) return { upTo, beyond: [] };
    const cut = events.findIndex(({ seq, idx }) => seq > place.seq || (seq === place.seq && idx > place.idx));
    const isLast = cut >= 0 || (events.at(-1)?.seq ?? 0) >= place.seq;
    if (!isLast) reading = reader.read(place.ms + dayMs);
    const now = cut < 0 ? events : events.slice(0, cut);
    take(now);
    upTo.push(now);
    if (isLast) return { upTo, beyond: cut < 0 ? [] : events.slice(cut) };
  }
}

/**
 * Whether counting on from a snapshot is the shorter way: of a world that ran many times too fast whole hours are summed up sooner. A
 * clock that was set back into an earlier day leaves that day's counts to be looked for.
 */
function isNear({ fromDay, atMs }: PastCounted, placeMs: number, calendar: CivilCalendar): boolean {
  return fromDay <= calendar.dayOf(placeMs) && placeMs - atMs <= hourMs;
}

/**
 * Folds events in the order of the log, all of them as if they were one frame: frames mean nothing to the fold, and what is done once
 * a frame would be done thousands of times. Returns what changed, by world.
 */
function apply(live: LiveState, events: readonly PastEvent[]): Changes {
  return live.applyFrame(
    events.at(-1)?.seq ?? live.seq,
    events.map(({ event }) => event),
    0,
  );
}
