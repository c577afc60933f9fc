import { setImmediate as nextTurn } from 'node:timers/promises';
import { sleep } from '#shared/service/retry.ts';
import type { DoorClient } from '../../door-client.ts';
import type { Agenda } from '../engine/agenda.ts';
import type { Feed } from './feed.ts';

/** Between two looks at the clock. At the speed of a clock people see a kiosk within a quarter of a second. */
const turnMs = 200;
/** The same while the door is kept busy, by so many events that wait or are under way. */
const busyTurnMs = 10;
const busyFrom = 500;
/** Events that may wait for the door; beyond, the city stands still, and its clock with it. */
const waitingAtMost = 20_000;
/** So long the city may go on without letting anything else happen. */
const sliceMs = 25;
const eventsPerLook = 256;

export type Feeding = {
  readonly agenda: Agenda;
  readonly feeds: readonly { readonly feed: Feed; readonly door: DoorClient }[];
  readonly worldNowMs: () => number;
  /** Nothing happens from here on; null: it goes on. */
  readonly endMs: number | null;
  readonly signal: AbortSignal;
};

/** Everything due before is decided: a process that goes on from here leaves nothing out. */
export function decidedThroughMs(agenda: Agenda, feeds: readonly Feed[]): number {
  return Math.min(agenda.nowMs(), ...feeds.map((feed) => feed.oldestMs() ?? Infinity));
}

/**
 * Lets the city happen as its clock reaches it and sends what it says, each feed by itself, until the end or until the
 * signal aborts. Throws when a door turns a feed away for good.
 */
export async function feedCity({ agenda, feeds, worldNowMs, endMs, signal }: Feeding): Promise<void> {
  const failed = new AbortController();
  const ending = AbortSignal.any([signal, failed.signal]);
  const sends = new Set<Promise<void>>();
  let fault: Error | undefined;
  const kick = (): void => {
    for (const { feed, door } of feeds) {
      if (feed.waiting() === 0) continue;
      const sending = feed
        .sendWaiting(door, ending)
        .catch((error: unknown) => {
          fault ??= error instanceof Error ? error : new Error('a feed could not be sent', { cause: error });
          failed.abort();
        })
        .finally(() => sends.delete(sending));
      sends.add(sending);
    }
  };
  const waiting = (): number => feeds.reduce((sum, { feed }) => sum + feed.waiting(), 0);
  while (!ending.aborted) {
    const untilMs = Math.min(worldNowMs(), endMs ?? Infinity);
    const hasRoom = waiting() < waitingAtMost;
    if (hasRoom) advance(agenda, untilMs, () => waiting() < waitingAtMost);
    kick();
    const isDue = agenda.nowMs() >= untilMs;
    if (endMs !== null && agenda.nowMs() >= endMs) break;
    if (isDue || !hasRoom) await sleep(isDue && waiting() < busyFrom ? turnMs : busyTurnMs, ending);
    else await nextTurn();
  }
  while (!ending.aborted && waiting() > 0) {
    kick();
    // A lane that is busy already has nothing to be awaited: only time lets the answers in.
    await sleep(busyTurnMs, ending);
  }
  await Promise.all(sends);
  if (fault) throw fault;
}

/** Makes a city again up to where an earlier process had come, without blocking what else goes on. */
export async function makeAgain(
  agenda: Agenda,
  untilMs: number,
  { signal, say }: { signal: AbortSignal; say: (fraction: number) => void },
): Promise<void> {
  const fromMs = agenda.nowMs();
  while (agenda.nowMs() < untilMs && !signal.aborted) {
    advance(agenda, untilMs, () => true);
    say((agenda.nowMs() - fromMs) / (untilMs - fromMs));
    await nextTurn();
  }
}

/** Goes on towards a time, as long as it may and for a slice of real time at most. */
function advance(agenda: Agenda, untilMs: number, mayGoOn: () => boolean): void {
  const sliceEndMs = performance.now() + sliceMs;
  for (let next = agenda.next(); next !== undefined && next < untilMs; next = agenda.next()) {
    if (!mayGoOn() || performance.now() > sliceEndMs) return;
    for (let act = 0; act < eventsPerLook && next !== undefined && next < untilMs; act += 1) {
      agenda.runUntil(next + 1);
      next = agenda.next();
    }
  }
  agenda.runUntil(untilMs);
}
