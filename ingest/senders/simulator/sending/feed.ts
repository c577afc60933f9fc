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
  /** Sends what waits, in its order, until nothing does or the signal aborts. Called while it sends, it does nothing. */
  readonly sendWaiting: (door: DoorClient, signal: AbortSignal) => Promise<void>;
};

/** The most the door takes at once. One batch of a feed is under way at a time, so that its events keep their order. */
const batchEvents = 1_000;

/** A feed that has sent nothing yet. */
export function createFeed(name: string): Feed {
  let queue: DueEvent[] = [];
  let underWay: readonly DueEvent[] = [];
  let accepted = 0;
  let refused = 0;
  const reasons = new Map<string, number>();
  const sendBatch = async (door: DoorClient, signal: AbortSignal): Promise<boolean> => {
    underWay = queue.slice(0, batchEvents);
    queue = queue.slice(batchEvents);
    const events = underWay.map(({ event }) => event);
    const sent = await door.send(events, signal);
    accepted += sent.accepted;
    refused += sent.refused;
    for (const [reason, count] of sent.reasons) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    // What was cut off without a verdict stays undecided: the place of the run does not pass it.
    if (sent.undecided > 0) return false;
    underWay = [];
    return true;
  };
  return {
    name,
    reasons,
    put: (event) => void queue.push(event),
    waiting: () => queue.length + underWay.length,
    oldestMs: () => (underWay[0] ?? queue[0])?.dueMs,
    accepted: () => accepted,
    refused: () => refused,
    sendWaiting: async (door, signal) => {
      if (underWay.length > 0) return;
      while (queue.length > 0 && !signal.aborted) if (!(await sendBatch(door, signal))) return;
    },
  };
}
