import type { Health } from '#shared/service/health.ts';
import type { Tracing } from '#shared/service/tracing.ts';
import type { FrameOutcome, FramingBounds } from '../framing/frame.ts';
import { createFraming, type Framing } from '../framing/frames.ts';
import { publishFrame, type Publishing } from '../framing/publish-frame.ts';
import type { ObserveRequest } from '../http/server.ts';
import { createDoorMetrics, type DoorMetrics } from './door-metrics.ts';
import { createDoorTraces } from './door-traces.ts';

type Observed = {
  readonly health: Health;
  readonly tracing: Tracing | undefined;
  /** Hears what became of each frame. */
  readonly noteFrame: (outcome: FrameOutcome) => void;
};

type Observing = {
  readonly metrics: DoorMetrics;
  /** Framing whose frames are measured and, when there are traces, carry those of their senders. */
  readonly openFraming: (bounds: FramingBounds, publishing: Publishing) => Framing;
  readonly observeRequest: ObserveRequest;
};

/** Sets up what is counted and traced at the door: at its edges, where requests come in and frames go out. */
export function observeDoor({ health, tracing, noteFrame }: Observed, bodyBytes: () => number): Observing {
  const metrics = createDoorMetrics(health.metrics, { bodyBytes });
  const traces = tracing && createDoorTraces(tracing);
  return {
    metrics,
    openFraming: (bounds, publishing) => {
      const framing = createFraming(bounds, async (frame) => {
        const outcome = await metrics.measure(frame, () =>
          traces
            ? traces.traceFrame(frame, (headers) => publishFrame(frame, { ...publishing, headers }))
            : publishFrame(frame, publishing),
        );
        noteFrame(outcome);
        return outcome;
      });
      return traces ? traces.noteSenders(framing) : framing;
    },
    observeRequest: (request, response, proceed) => {
      response.once('close', () => {
        metrics.noteRequest(response.writableFinished ? response.statusCode : undefined);
      });
      if (traces) traces.traceRequest(request, response, proceed);
      else proceed();
    },
  };
}
