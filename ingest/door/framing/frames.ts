import type { ClosedFrame, Frame, FrameOutcome, FramingBounds } from './frame.ts';
import { createTurns, type Lot } from './turns.ts';

/*
 * Group commit. Events of all requests are gathered into a frame, which closes at an age, a count or a size and becomes
 * one message of the log. Everybody whose events are in it waits for the same acknowledgement, so the cost of a disk flush
 * is shared by all who came within it. While as many frames are on their way as may be, what comes waits its sender's
 * turn: under load frames grow by themselves, and a flood of one sender stands in nobody else's way.
 */

export type Framing = {
  /** Adds an event's JSON text in its sender's name; undefined when as much of that sender's waits as may. */
  readonly add: (sender: string, text: string) => Frame | undefined;
  /** Whether this many events more of this sender would be taken. */
  readonly hasRoom: (sender: string, events: number) => boolean;
  /** Sends what waits, and resolves when nothing is on its way any more. */
  readonly drain: () => Promise<void>;
};

/** Gathers events; `publish` must always resolve. */
export function createFraming(bounds: FramingBounds, publish: (frame: ClosedFrame) => Promise<FrameOutcome>): Framing {
  const turns = createTurns(bounds);
  let timer: NodeJS.Timeout | undefined;
  let inFlight = 0;
  /** What waits is old enough to be sent as soon as there is a place. */
  let isDue = false;
  const idle: (() => void)[] = [];

  const send = (lots: readonly Lot[]): void => {
    inFlight += 1;
    const texts = lots.flatMap((lot) => lot.texts);
    void publish({ text: `[${texts.join(',')}]`, events: texts.length, parts: lots }).then((outcome) => {
      inFlight -= 1;
      for (const lot of lots) turns.settle(lot, outcome);
      // What waits behind a frame that was given up would wait as long again for the same.
      if (outcome !== 'stored') for (const lot of turns.takeAll()) turns.settle(lot, outcome);
      sendNext();
      if (turns.isEmpty()) for (const done of idle.splice(0)) done();
    });
  };
  const sendNext = (): void => {
    while (inFlight < bounds.framesInFlight && (isDue || turns.fillsFrame())) {
      // Its senders would have gone by the time it is stored, and would send it again.
      for (const lot of turns.takeOlderThan(performance.now() - bounds.frameWaitMs)) turns.settle(lot, 'slow');
      const lots = turns.takeFrame();
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
    hasRoom: turns.hasRoom,
    add: (sender, text) => {
      const lot = turns.add(sender, text);
      if (!lot) return undefined;
      if (turns.fillsFrame()) sendNext();
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
