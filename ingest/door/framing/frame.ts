/**
 * What became of a frame: in the log, or not known to be (`away`, `slow`), or refused because the log is full; of a part
 * that never went into one also `busy`: it made room for a sender that holds less.
 */
export type FrameOutcome = 'stored' | 'away' | 'slow' | 'full' | 'busy';

/** What an event went into; all events in it share one outcome. */
export type Frame = { readonly settled: Promise<FrameOutcome> };

/** A closed frame on its way into the log: the text of a JSON array, and the parts it was put together from. */
export type ClosedFrame = { readonly text: string; readonly events: number; readonly parts: readonly Frame[] };

export type FramingBounds = {
  readonly frameLingerMs: number;
  readonly frameEvents: number;
  readonly frameBytes: number;
  readonly firstFrameBytes: number;
  readonly leastFrameBytes: number;
  readonly framesInFlight: number;
  readonly paceMs: number;
  readonly frameWaitMs: number;
  readonly lotEvents: number;
  readonly pendingEvents: number;
  readonly pendingBytes: number;
};
