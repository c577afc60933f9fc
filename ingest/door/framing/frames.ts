import type { ClosedFrame, Frame, FrameOutcome, FramingBounds } from './frame.ts';
import { createPace } from './pace.ts';
import { createTurns, type Lot } from './turns.ts';

/*
 * Group commit. Events of all requests are gathered into a frame, which closes at an age, a count or a size and becomes
 * one message of the log. Everybody whose events are in it waits for the same acknowledgement, so the cost of a disk flush
 * is shared by all who came within it. While as many frames are on their way as may be, what comes waits its sender's
 * turn: under load frames grow by themselves, as far as the log takes them in good time, and a flood of one sender stands
 * in nobody else's way.
 */

export type Framing = {
  /** Adds an event's JSON text in its sender's name; undefined when as much of that sender's waits as may. */
  readonly add: (sender: string, text: string) => Frame | undefined;
  /** Whether this many events more of this sender would be taken, and stored in time. */
  readonly hasRoom: (sender: string, events: number) => boolean;
  /** Sends what waits, and resolves when nothing is on its way any more. */
  readonly drain: () => Promise<void>;
};

/** What one sender puts into a frame at its turn is a quarter of it, so that four or more share each under load. */
const lotsOfFrame = 4;

/** Gathers events; `publish` must always resolve. */
export function createFraming(bounds: FramingBounds, publish: (frame: ClosedFrame) => Promise<FrameOutcome>): Framing {
  const turns = createTurns(bounds);
  const pace = createPace(bounds);
  let timer: NodeJS.Timeout | undefined;
  /** What waits is old enough to be sent as soon as there is a place. */
  let isDue = false;
  const idle: (() => void)[] = [];
  const lotBytes = (): number => pace.wholeBytes() / lotsOfFrame;

  const send = (lots: readonly Lot[]): void => {
    const texts = lots.flatMap((lot) => lot.texts);
    const bytes = lots.reduce((sum, lot) => sum + lot.bytes, 0);
    const sent = pace.go(bytes, !turns.isNothingWaiting(), performance.now());
    void publish({ text: `[${texts.join(',')}]`, events: texts.length, parts: lots }).then((outcome) => {
      pace.end(sent, outcome === 'stored', performance.now());
      for (const lot of lots) turns.settle(lot, outcome);
      // What waits behind a frame that was given up would wait as long again for the same.
      if (outcome !== 'stored') for (const lot of turns.takeAll()) turns.settle(lot, outcome);
      sendNext();
      if (turns.isEmpty()) for (const done of idle.splice(0)) done();
    });
  };
  const mayGo = (): boolean => {
    const size = pace.next();
    return (isDue || turns.fillsFrame(size)) && pace.mayGo(Math.min(size.bytes, turns.waitingBytes()));
  };
  const sendNext = (): void => {
    while (mayGo()) {
      // Its senders would have gone by the time it is stored, and would send it again.
      const sinceMs = performance.now() - bounds.frameWaitMs;
      for (const lot of turns.takeOlderThan(sinceMs, lotBytes())) turns.settle(lot, 'slow');
      const lots = turns.takeFrame(pace.next());
      if (lots.length === 0) break;
      send(lots);
    }
    if (turns.isNothingWaiting()) {
      isDue = false;
      clearTimeout(timer);
      timer = undefined;
    }
  };
  const onAge = (): void => {
    timer = undefined;
    isDue = true;
    sendNext();
  };

  return {
    // What the log would not take in time is better sent again than judged, held and given back.
    hasRoom: (sender, events) =>
      turns.hasRoom(sender, events) &&
      turns.bytesAhead(sender, pace.wholeBytes()) <= pace.bytesIn(bounds.frameWaitMs / 2),
    add: (sender, text) => {
      const lot = turns.add(sender, text, lotBytes());
      if (!lot) return undefined;
      if (turns.fillsFrame(pace.next())) sendNext();
      else if (!isDue) timer ??= setTimeout(onAge, bounds.frameLingerMs);
      return lot;
    },
    drain: () =>
      new Promise((resolve) => {
        if (turns.isEmpty()) resolve();
        else idle.push(resolve);
        isDue = true;
        sendNext();
      }),
  };
}
