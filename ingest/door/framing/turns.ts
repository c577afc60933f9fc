import type { Frame, FrameOutcome, FramingBounds } from './frame.ts';

/*
 * Whose events go next. Each sender has a lane of its own; a frame takes a lot from each lane in turn until it is full, so
 * a sender with little waits for no more than the frames on their way, however much another has. A lane may hold as much
 * as is still free (the dynamic threshold of switch buffers): one alone gets half of all room, several share it, and
 * there is always some left for who comes next.
 */

/** Events of one sender that go into the same frame. Their order is that of their arrival. */
export type Lot = Frame & {
  readonly texts: string[];
  readonly lane: Lane;
  readonly openedMs: number;
  bytes: number;
  readonly resolve: (outcome: FrameOutcome) => void;
};

type Lane = {
  readonly sender: string;
  /** Waiting for their turn, oldest first. */
  readonly lots: Lot[];
  /** Waiting, or on their way. */
  events: number;
  bytes: number;
};

/** Nobody waits. Only lanes in use are kept. */
export function createTurns(bounds: FramingBounds) {
  const lanes = new Map<string, Lane>();
  /** Lanes with lots that wait, in the order of their turns. */
  let queue: Lane[] = [];
  const pending = { events: 0, bytes: 0 };
  const waiting = { events: 0, bytes: 0 };

  const hasRoom = (sender: string, events: number, bytes = 0): boolean => {
    const lane = lanes.get(sender);
    return (
      (lane?.events ?? 0) + events <= bounds.pendingEvents - pending.events - events &&
      (lane?.bytes ?? 0) + bytes <= bounds.pendingBytes - pending.bytes - bytes
    );
  };
  const openLot = (lane: Lane): Lot => {
    const { promise, resolve } = Promise.withResolvers<FrameOutcome>();
    const lot: Lot = { texts: [], lane, openedMs: performance.now(), bytes: 0, settled: promise, resolve };
    if (lane.lots.length === 0) queue.push(lane);
    lane.lots.push(lot);
    return lot;
  };
  const take = (lane: Lane): Lot[] => {
    const lot = lane.lots.shift();
    if (!lot) return [];
    waiting.events -= lot.texts.length;
    waiting.bytes -= lot.bytes;
    return [lot];
  };

  return {
    hasRoom,
    add: (sender: string, text: string): Lot | undefined => {
      const bytes = Buffer.byteLength(text) + 1;
      if (!hasRoom(sender, 1, bytes)) return undefined;
      let lane = lanes.get(sender);
      if (!lane) lanes.set(sender, (lane = { sender, lots: [], events: 0, bytes: 0 }));
      let lot = lane.lots.at(-1);
      if (!lot || lot.texts.length >= bounds.lotEvents || lot.bytes + bytes > bounds.lotBytes) lot = openLot(lane);
      lot.texts.push(text);
      lot.bytes += bytes;
      lane.events += 1;
      lane.bytes += bytes;
      pending.events += 1;
      pending.bytes += bytes;
      waiting.events += 1;
      waiting.bytes += bytes;
      return lot;
    },
    /** Whether what waits fills a frame. */
    fillsFrame: (): boolean => waiting.events >= bounds.frameEvents || waiting.bytes >= bounds.frameBytes,
    /** The lots of the next frame: one of each lane in turn, as many as fit. */
    takeFrame: (): Lot[] => {
      const frame: Lot[] = [];
      let [events, bytes] = [0, 0];
      while (queue.length > 0) {
        const [lane] = queue;
        const [next] = lane?.lots ?? [];
        if (!lane || !next) break;
        const fits = events + next.texts.length <= bounds.frameEvents && bytes + next.bytes <= bounds.frameBytes;
        if (!fits && frame.length > 0) break;
        frame.push(...take(lane));
        events += next.texts.length;
        bytes += next.bytes;
        queue.shift();
        if (lane.lots.length > 0) queue.push(lane);
      }
      return frame;
    },
    /** Takes out what has waited since before `sinceMs`. */
    takeOlderThan: (sinceMs: number): Lot[] => {
      const old = queue.flatMap((lane) => {
        const late: Lot[] = [];
        while (lane.lots[0] && lane.lots[0].openedMs < sinceMs) late.push(...take(lane));
        return late;
      });
      if (old.length > 0) queue = queue.filter((lane) => lane.lots.length > 0);
      return old;
    },
    /** Takes out all that waits. */
    takeAll: (): Lot[] => {
      const all = queue.flatMap((lane) => lane.lots.splice(0));
      queue = [];
      waiting.events = 0;
      waiting.bytes = 0;
      return all;
    },
    /** Tells the senders of a lot that was taken out what became of it, and makes room. */
    settle: (lot: Lot, outcome: FrameOutcome): void => {
      const { lane } = lot;
      for (const sum of [lane, pending]) {
        sum.events -= lot.texts.length;
        sum.bytes -= lot.bytes;
      }
      if (lane.events === 0) lanes.delete(lane.sender);
      lot.resolve(outcome);
    },
    isNothingWaiting: (): boolean => waiting.events === 0,
    /** Whether nothing waits and nothing is on its way. */
    isEmpty: (): boolean => pending.events === 0,
  };
}
