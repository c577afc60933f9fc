import type { DoorClient } from '../../door-client.ts';
import type { DueEvent } from './outbox.ts';

/** One source on its way to the door: what waits, what was decided. Read by whoever shows progress and drives the clock. */
export type Feed = {
  readonly name: string;
  readonly put: (event: DueEvent) => void;
  /** Events that wait or are under way. */
  readonly waiting: () => number;
  /** When the oldest event that is not decided was due; undefined: there is none. */
  readonly oldestMs: () => number | undefined;
  readonly accepted: () => number;
  readonly refused: () => number;
  readonly reasons: ReadonlyMap<string, number>;
  /** Sends what waits and is not under way yet, until nothing does or the signal aborts. */
  readonly sendWaiting: (door: DoorClient, signal: AbortSignal) => Promise<void>;
};

/**
 * What a feed may have under way at once. All events of an asset go by the same lane and a lane sends one batch after the
 * other, so that they keep their order; one lane alone would send a batch in each round trip, whatever the door could take.
 */
const lanesOfFeed = 4;
/** The most the door takes at once. */
const batchEvents = 1_000;

type Lane = { queue: DueEvent[]; underWay: readonly DueEvent[] };

/** A feed that has sent nothing yet. */
export function createFeed(name: string): Feed {
  const lanes = Array.from({ length: lanesOfFeed }, (): Lane => ({ queue: [], underWay: [] }));
  const laneOf = new Map<string, Lane>();
  let accepted = 0;
  let refused = 0;
  const reasons = new Map<string, number>();
  const sendBatch = async (lane: Lane, door: DoorClient, signal: AbortSignal): Promise<boolean> => {
    lane.underWay = lane.queue.slice(0, batchEvents);
    lane.queue = lane.queue.slice(batchEvents);
    const events = lane.underWay.map(({ event }) => event);
    const sent = await door.send(events, signal);
    accepted += sent.accepted;
    refused += sent.refused;
    for (const [reason, count] of sent.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    // What was cut off without a verdict stays undecided: the place of the run does not pass it.
    if (sent.undecided > 0) return false;
    lane.underWay = [];
    return true;
  };
  const sendLane = async (lane: Lane, door: DoorClient, signal: AbortSignal): Promise<void> => {
    if (lane.underWay.length > 0) return;
    while (lane.queue.length > 0 && !signal.aborted) if (!(await sendBatch(lane, door, signal))) return;
  };
  return {
    name,
    reasons,
    put: (event) => {
      let lane = laneOf.get(event.asset);
      // Assets take turns as they first speak: no lane has more of them than another.
      if (!lane) laneOf.set(event.asset, (lane = lanes[laneOf.size % lanes.length] as Lane));
      lane.queue.push(event);
    },
    waiting: () => lanes.reduce((sum, { queue, underWay }) => sum + queue.length + underWay.length, 0),
    oldestMs: () => {
      const oldest = Math.min(...lanes.map(({ queue, underWay }) => (underWay[0] ?? queue[0])?.dueMs ?? Infinity));
      return oldest === Infinity ? undefined : oldest;
    },
    accepted: () => accepted,
    refused: () => refused,
    sendWaiting: async (door, signal) => {
      await Promise.all(lanes.map((lane) => sendLane(lane, door, signal)));
    },
  };
}
