import type pg from 'pg';
import { readPastLog } from '#shared/store/read-past-log.ts';
import type { PastEvent } from '#shared/store/read-rule-past.ts';

/** Events read at once while watching; a frame holds far fewer. */
const mostAtOnce = 20_000;
/** On the way to a moment it comes in so many pieces: while one is folded the next is read. */
const piecesOnTheWay = 4;
const mostOnTheWay = 100_000;
const narrowest = 100;
const widest = 2_000_000;

/** How many frames to look through next, after so many held so many events: about as many events as are read at once. */
export function nextWidth(frames: number, events: number): number {
  const wanted = events === 0 ? frames * 4 : (frames * mostAtOnce) / events;
  return Math.round(Math.min(widest, Math.max(narrowest, Math.min(frames * 4, Math.max(frames / 4, wanted)))));
}

/** Reads on from a place in the log, stretch by stretch. */
export type LogReader = {
  /** The next stretch, which may hold nothing; undefined: that was all there is. `beforeMs`: nothing is dated later. */
  readonly read: (beforeMs: number) => Promise<readonly PastEvent[] | undefined>;
};

/** A reader of one world's events after frame `afterSeq`, as far as they have been stored; it is on its way to `wantedSeq`. */
export function createLogReader(
  pool: pg.Pool,
  { world, afterSeq, wantedSeq }: { readonly world: string; readonly afterSeq: number; readonly wantedSeq: number },
): LogReader {
  let place = afterSeq;
  let frames = narrowest;
  const framesOnTheWay = Math.max(narrowest, Math.ceil((wantedSeq - afterSeq) / piecesOnTheWay));
  let storedSeq = 0;
  const readStored = async (): Promise<number> => {
    const { rows } = await pool.query<{ seq: number }>('SELECT seq FROM writer_position');
    return rows[0]?.seq ?? 0;
  };
  return {
    read: async (beforeMs) => {
      if (place >= storedSeq) storedSeq = await readStored();
      if (place >= storedSeq) return undefined;
      const isOnTheWay = place < wantedSeq;
      const limit = isOnTheWay ? mostOnTheWay : mostAtOnce;
      const toSeq = Math.min(storedSeq, isOnTheWay ? Math.min(wantedSeq, place + framesOnTheWay) : place + frames);
      const read = await readPastLog(pool, { world, afterSeq: place, toSeq, beforeMs, limit });
      // The last frame may go on beyond what was read.
      const lastSeq = read.length < limit ? undefined : read.at(-1)?.seq;
      const events = lastSeq === undefined ? read : read.filter(({ seq }) => seq < lastSeq);
      const reachedSeq = lastSeq === undefined ? toSeq : lastSeq - 1;
      frames = nextWidth(reachedSeq - place, events.length);
      place = reachedSeq;
      return events;
    },
  };
}
