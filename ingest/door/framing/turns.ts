import { createFairQueue } from './fair-queue.ts';
import type { Frame, FrameOutcome, FramingBounds } from './frame.ts';
import { createRoom, type Held } from './room.ts';

/*
 * Whose events go next. Each sender has a lane of its own; a frame takes a lot from the lane furthest behind, again and
 * again until it is full. So who sends less than its share is in the next frame, however much others have waiting.
 */

/** Events of one sender that go into the same frame. Their order is that of their arrival. */
export type Lot = Frame & {
  readonly texts: string[];
  readonly lane: Lane;
  readonly openedMs: number;
  bytes: number;
  readonly resolve: (outcome: FrameOutcome) => void;
};

type Lane = Held & {
  readonly sender: string;
  /** Waiting for their turn, oldest first. */
  readonly lots: Lot[];
  servedTo: number;
};

type FrameSize = { readonly events: number; readonly bytes: number };

/** Nobody waits. Only lanes in use are kept, and those that had more than their share. */
export function createTurns(bounds: FramingBounds) {
  const lanes = new Map<string, Lane>();
  const queue = createFairQueue<Lane>();
  const room = createRoom(bounds);
  const waiting: Held = { events: 0, bytes: 0 };

  const settle = (lot: Lot, outcome: FrameOutcome): void => {
    room.give(lot.lane, sizeOf(lot));
    // One that is ahead stays known: by emptying its lane nobody gets further ahead.
    if (lot.lane.events === 0 && !queue.isAhead(lot.lane)) lanes.delete(lot.lane.sender);
    if (room.isEmpty()) lanes.clear();
    lot.resolve(outcome);
  };
  const leave = (lot: Lot): Lot => {
    waiting.events -= lot.texts.length;
    waiting.bytes -= lot.bytes;
    return lot;
  };
  /** Gives back what came last of the one with most, unless that is `sender`; false when there is nothing. */
  const makeRoom = (sender: string): boolean => {
    const others = queue.all().filter((lane) => lane.sender !== sender);
    const most = others.reduce<Lane | undefined>((a, b) => (a && a.bytes >= b.bytes ? a : b), undefined);
    const lot = most?.lots.pop();
    if (!lot) return false;
    queue.keep(isWaiting);
    settle(leave(lot), 'busy');
    return true;
  };
  const openLot = (lane: Lane): Lot => {
    const lot = newLot(lane);
    if (lane.lots.push(lot) === 1) queue.enter(lane);
    return lot;
  };

  return {
    hasRoom: (sender: string, events: number): boolean => room.mayHold(lanes.get(sender), { events, bytes: 0 }),
    /** What is stored before anything more of this sender's would be: its own, and of others as much each; 0 if it holds little. */
    bytesAhead: (sender: string, littleBytes: number): number => {
      const own = lanes.get(sender)?.bytes ?? 0;
      if (own <= littleBytes) return 0;
      let ahead = 0;
      for (const { bytes } of lanes.values()) ahead += Math.min(bytes, own);
      return ahead;
    },
    /** Adds an event to the sender's open lot, of at most so many bytes. */
    add: (sender: string, text: string, lotBytes: number): Lot | undefined => {
      const more = { events: 1, bytes: Buffer.byteLength(text) + 1 };
      if (!room.mayHold(lanes.get(sender), more)) return undefined;
      while (!room.isFree(more)) if (!makeRoom(sender)) return undefined;
      let lane = lanes.get(sender);
      if (!lane) lanes.set(sender, (lane = { sender, lots: [], events: 0, bytes: 0, servedTo: -Infinity }));
      let lot = lane.lots.at(-1);
      if (!lot || lot.texts.length >= bounds.lotEvents || lot.bytes + more.bytes > lotBytes) lot = openLot(lane);
      lot.texts.push(text);
      lot.bytes += more.bytes;
      room.take(lane, more);
      waiting.events += 1;
      waiting.bytes += more.bytes;
      return lot;
    },
    waitingBytes: (): number => waiting.bytes,
    /** Whether what waits fills a frame. */
    fillsFrame: (size: FrameSize): boolean => waiting.events >= size.events || waiting.bytes >= size.bytes,
    /** The lots of the next frame, as many as fit; one in any case. */
    takeFrame: (size: FrameSize): Lot[] => {
      const frame: Lot[] = [];
      let [events, bytes] = [0, 0];
      for (let lane = queue.next(); lane; lane = queue.next()) {
        const [lot] = lane.lots;
        if (!lot) break;
        events += lot.texts.length;
        bytes += lot.bytes;
        if (frame.length > 0 && (events > size.events || bytes > size.bytes)) break;
        lane.lots.shift();
        frame.push(leave(lot));
        queue.serve(lot.bytes, isWaiting(lane));
      }
      return frame;
    },
    /** Takes out what has waited since before `sinceMs`; not of who holds little, and is next. */
    takeOlderThan: (sinceMs: number, littleBytes: number): Lot[] => {
      const old = queue.all().flatMap((lane) => {
        if (lane.bytes <= littleBytes) return [];
        const young = lane.lots.findIndex(({ openedMs }) => openedMs >= sinceMs);
        return lane.lots.splice(0, young < 0 ? lane.lots.length : young).map(leave);
      });
      if (old.length > 0) queue.keep(isWaiting);
      return old;
    },
    /** Takes out all that waits. */
    takeAll: (): Lot[] => {
      const all = queue.all().flatMap((lane) => lane.lots.splice(0).map(leave));
      queue.keep(isWaiting);
      return all;
    },
    /** Tells the senders of a lot that was taken out what became of it, and makes room. */
    settle,
    isNothingWaiting: (): boolean => waiting.events === 0,
    /** Whether nothing waits and nothing is on its way. */
    isEmpty: room.isEmpty,
  };
}

function isWaiting(lane: Lane): boolean {
  return lane.lots.length > 0;
}

function newLot(lane: Lane): Lot {
  const { promise, resolve } = Promise.withResolvers<FrameOutcome>();
  return { texts: [], lane, openedMs: performance.now(), bytes: 0, settled: promise, resolve };
}

function sizeOf({ texts, bytes }: Lot): Held {
  return { events: texts.length, bytes };
}
