/*
 * Group commit. Events of all requests are gathered in arrival order into a frame, which closes at an age, a count or a
 * size and becomes one message of the log. Everybody whose events are in it waits for the same acknowledgement, so the
 * cost of a disk flush is shared by all who came within it. While as many frames are on their way as may be, the open
 * one goes on filling: under load frames grow by themselves.
 */

/** What became of a frame: in the log, or not known to be (`away`, `slow`), or refused because the log is full. */
export type FrameOutcome = 'stored' | 'away' | 'slow' | 'full';

/** The frame an event went into; its events share one outcome. */
export type Frame = { readonly settled: Promise<FrameOutcome> };

/** A closed frame on its way into the log: the text of a JSON array. */
export type ClosedFrame = { readonly text: string; readonly events: number };

export type FramingBounds = {
  readonly frameLingerMs: number;
  readonly frameEvents: number;
  readonly frameBytes: number;
  readonly framesInFlight: number;
  readonly frameWaitMs: number;
  readonly pendingEvents: number;
  readonly pendingBytes: number;
};

export type Framing = {
  /** Adds an event's JSON text; undefined when as much waits as may. */
  readonly add: (text: string) => Frame | undefined;
  /** Whether this many events more would be taken. */
  readonly hasRoom: (events: number) => boolean;
  /** Closes what is open and waits until nothing is on its way. */
  readonly drain: () => Promise<void>;
};

type OpenFrame = Frame & {
  readonly texts: string[];
  readonly openedMs: number;
  bytes: number;
  readonly settle: (outcome: FrameOutcome) => void;
};

/** Gathers events; `publish` must always resolve. */
export function createFraming(
  bounds: FramingBounds,
  publish: (frame: ClosedFrame & Frame) => Promise<FrameOutcome>,
): Framing {
  let open: OpenFrame | undefined;
  let timer: NodeJS.Timeout | undefined;
  let inFlight = 0;
  let pendingEvents = 0;
  let pendingBytes = 0;
  const waiting: OpenFrame[] = [];
  const idle: (() => void)[] = [];

  const settle = (frame: OpenFrame, outcome: FrameOutcome): void => {
    pendingEvents -= frame.texts.length;
    pendingBytes -= frame.bytes;
    frame.settle(outcome);
  };
  const send = (frame: OpenFrame): void => {
    inFlight += 1;
    const { settled } = frame;
    void publish({ text: `[${frame.texts.join(',')}]`, events: frame.texts.length, settled }).then((outcome) => {
      inFlight -= 1;
      settle(frame, outcome);
      // What waits behind a frame that was given up would wait as long again for the same.
      if (outcome !== 'stored') for (const behind of waiting.splice(0)) settle(behind, outcome);
      sendNext();
      if (pendingEvents === 0) for (const done of idle.splice(0)) done();
    });
  };
  const close = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (open) waiting.push(open);
    open = undefined;
  };
  const sendNext = (): void => {
    while (inFlight < bounds.framesInFlight) {
      // Past its age and not sent for want of a place: it was left open to grow.
      if (waiting.length === 0 && open && timer === undefined) close();
      const frame = waiting.shift();
      if (!frame) return;
      // Its senders would have gone by the time it is stored, and would send it again.
      if (performance.now() - frame.openedMs > bounds.frameWaitMs) settle(frame, 'slow');
      else send(frame);
    }
  };
  const onAge = (): void => {
    timer = undefined;
    sendNext();
  };

  return {
    hasRoom: (events) => pendingEvents + events <= bounds.pendingEvents && pendingBytes < bounds.pendingBytes,
    add: (text) => {
      const bytes = Buffer.byteLength(text) + 1;
      if (pendingEvents >= bounds.pendingEvents || pendingBytes + bytes > bounds.pendingBytes) return undefined;
      if (open && open.bytes + bytes > bounds.frameBytes) {
        close();
        sendNext();
      }
      if (!open) {
        open = openFrame();
        timer = setTimeout(onAge, bounds.frameLingerMs);
      }
      const frame = open;
      frame.texts.push(text);
      frame.bytes += bytes;
      pendingEvents += 1;
      pendingBytes += bytes;
      if (frame.texts.length >= bounds.frameEvents) {
        close();
        sendNext();
      }
      return frame;
    },
    drain: () =>
      new Promise((resolve) => {
        if (pendingEvents === 0) resolve();
        else idle.push(resolve);
        close();
        sendNext();
      }),
  };
}

function openFrame(): OpenFrame {
  const { promise, resolve } = Promise.withResolvers<FrameOutcome>();
  return { texts: [], openedMs: performance.now(), bytes: 0, settled: promise, settle: resolve };
}
