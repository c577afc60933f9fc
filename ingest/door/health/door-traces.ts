import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { traceHeader, type Span, type Tracing } from '#shared/service/tracing.ts';
import type { ClosedFrame, FrameOutcome } from '../framing/frame.ts';
import type { Framing } from '../framing/frames.ts';

/** Carries the senders' traces through the door: each request is a step, and so is the frame its events went into. */
export type DoorTraces = {
  readonly traceRequest: (request: IncomingMessage, response: ServerResponse, proceed: () => void) => void;
  /** The same framing, which notes whose events each frame holds. */
  readonly noteSenders: (framing: Framing) => Framing;
  /** Publishes a frame; `publish` is given the headers that carry its trace on. */
  readonly traceFrame: (
    frame: ClosedFrame,
    publish: (headers: Readonly<Record<string, string>> | undefined) => Promise<FrameOutcome>,
  ) => Promise<FrameOutcome>;
};

/** A frame holds the events of many requests: it goes on from the first and is linked to the others. */
export function createDoorTraces(tracing: Tracing): DoorTraces {
  const current = new AsyncLocalStorage<Span>();
  const senders = new WeakMap<object, Set<string>>();
  return {
    traceRequest: (request, response, proceed) => {
      const from = request.headers[traceHeader];
      const span = tracing.start({
        name: 'POST /v1/events',
        kind: 'server',
        ...(typeof from === 'string' && { from: [from] }),
      });
      response.once('close', span.end);
      current.run(span, proceed);
    },
    noteSenders: (framing) => ({
      ...framing,
      add: (sender, text) => {
        const span = current.getStore();
        const frame = framing.add(sender, text);
        if (span && frame) {
          const known = senders.get(frame.settled);
          if (known) known.add(span.traceparent);
          else senders.set(frame.settled, new Set([span.traceparent]));
        }
        return frame;
      },
    }),
    traceFrame: async (frame, publish) => {
      // The event that fills a frame sends it before its sender could be noted.
      await Promise.resolve();
      const from = new Set(frame.parts.flatMap(({ settled }) => [...(senders.get(settled) ?? [])]));
      if (from.size === 0) return publish(undefined);
      const span = tracing.start({
        name: 'publish frame',
        kind: 'producer',
        from: [...from],
        figures: { events: frame.events },
      });
      try {
        return await publish({ [traceHeader]: span.traceparent });
      } finally {
        span.end();
      }
    },
  };
}
