/** What became of a frame: in the log, or not known to be (`away`, `slow`), or refused because the log is full. */
export type FrameOutcome = 'stored' | 'away' | 'slow' | 'full';

/** What an event went into; all events in it share one outcome. */
export type Frame = { readonly settled: Promise<FrameOutcome> };

/** A closed frame on its way into the log: the text of a JSON array, and the parts it was put together from. */
export type ClosedFrame = { readonly text: string; readonly events: number; readonly parts: readonly Frame[] };

export type FramingBounds = {
  readonly frameLingerMs: number;
  readonly frameEvents: number;
  readonly frameBytes: number;
  readonly framesInFlight: number;
  readonly frameWaitMs: number;
  readonly lotEvents: number;
  readonly lotBytes: number;
  readonly pendingEvents: number;
  readonly pendingBytes: number;
};
