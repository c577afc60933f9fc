/** One step of a trace. `traceparent` (W3C) names it for whoever goes on from here. */
export type Span = { readonly traceparent: string; readonly end: () => void };

export type SpanStart = {
  readonly name: string;
  readonly kind: 'server' | 'producer' | 'consumer';
  /** The steps this one goes on from, as `traceparent`s: the first is its parent, the others it is linked to. */
  readonly from?: readonly string[];
  /** When it began; now, unless said. */
  readonly startMs?: number;
  /** Numbers only: nothing of an event, nobody's name. */
  readonly figures?: Readonly<Record<string, number>>;
};

/** Traces of this process. Wherever it is undefined nothing is traced, and nothing is spent on it. */
export type Tracing = {
  readonly start: (span: SpanStart) => Span;
  /** Sends what was not sent yet. */
  readonly stop: () => Promise<void>;
};

/** The header, of HTTP as of NATS, that carries a trace on. */
export const traceHeader = 'traceparent';
