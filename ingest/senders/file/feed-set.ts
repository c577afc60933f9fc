import { sleep } from '#shared/service/retry.ts';
import type { DoorClient, Sent } from '../door-client.ts';
import type { DueEvent } from './schedule.ts';

/** Where a set's replay stands; read by whoever shows progress and drives the clock. */
export type Feed = {
  readonly name: string;
  sent: number;
  refused: number;
  readonly reasons: Map<string, number>;
  /** World time of the oldest event that is due and not yet decided; undefined: none. */
  oldestUnsentMs: number | undefined;
  /** Everything due up to here is decided. */
  sentThroughMs: number | undefined;
  done: boolean;
};

/** A feed that has sent nothing yet, or goes on where the saved state says. */
export function createFeed(name: string, saved: { sentThroughMs: number | null } | undefined): Feed {
  return {
    name,
    sent: 0,
    refused: 0,
    reasons: new Map(),
    oldestUnsentMs: undefined,
    sentThroughMs: saved?.sentThroughMs ?? undefined,
    done: false,
  };
}

const turnMs = 200;
const batchEvents = 1_000;

/** Sends a set's events as the world's clock reaches them, one batch at a time, until they end or the signal aborts. */
export async function feedSet(
  feed: Feed,
  schedule: Iterator<DueEvent>,
  options: { worldNowMs: () => number; door: DoorClient; savePosition: () => void; signal: AbortSignal },
): Promise<void> {
  const { worldNowMs, door, savePosition, signal } = options;
  let next = schedule.next();
  while (!signal.aborted && !next.done) {
    const nowMs = worldNowMs();
    const batch: DueEvent[] = [];
    while (!next.done && next.value.dueMs <= nowMs && batch.length < batchEvents) {
      batch.push(next.value);
      next = schedule.next();
    }
    const [oldest] = batch;
    const newest = batch.at(-1);
    if (!oldest || !newest) {
      await sleep(turnMs, signal);
      continue;
    }
    feed.oldestUnsentMs = oldest.dueMs;
    const sent = await door.send(
      batch.map(({ event }) => event),
      signal,
    );
    takeSent(feed, sent);
    if (sent.undecided > 0) return;
    // The rest of a moment may be in the next batch; resending what was sent is harmless, leaving some out is not.
    const isMomentSplit = !next.done && next.value.dueMs === newest.dueMs;
    feed.sentThroughMs = isMomentSplit ? newest.dueMs - 1 : newest.dueMs;
    feed.oldestUnsentMs = undefined;
    savePosition();
  }
  feed.done = next.done === true;
}

function takeSent(feed: Feed, { accepted, refused, reasons }: Sent): void {
  feed.sent += accepted;
  feed.refused += refused;
  for (const [reason, count] of reasons) feed.reasons.set(reason, (feed.reasons.get(reason) ?? 0) + count);
}
