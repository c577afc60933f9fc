import type { Metrics } from '#shared/service/metrics.ts';
import { secondsBuckets } from '#shared/service/metrics.ts';
import type { ClosedFrame, FrameOutcome } from '../framing/frame.ts';
import type { KeepRefused } from '../quarantine/keep-refused.ts';

/** What the door counts: once for a request, a frame, a refused event; never for an accepted one. */
export type DoorMetrics = {
  /** Notes a request to `/v1/events` once its answer is out; undefined: the sender left before. */
  readonly noteRequest: (status: number | undefined) => void;
  readonly noteTicks: (ticks: number) => void;
  /** Publishes a frame, noting what it was, how long it took and what became of it. */
  readonly measure: (frame: ClosedFrame, publish: () => Promise<FrameOutcome>) => Promise<FrameOutcome>;
  readonly countRefused: (keep: KeepRefused) => KeepRefused;
};

/** Declares the door's metrics. `read` is asked when they are fetched. */
export function createDoorMetrics(metrics: Metrics, read: { readonly bodyBytes: () => number }): DoorMetrics {
  const requests = metrics.counter('door_requests_total', 'Requests to /v1/events by outcome', ['outcome']);
  const events = metrics.counter('door_events_total', 'Events put into the log, ticks included, by outcome', [
    'outcome',
  ]);
  const ticks = metrics.counter('door_ticks_total', 'Clock ticks made; they are events of the log too');
  const refused = metrics.counter('door_events_refused_total', 'Events refused, by the problem', ['reason']);
  const seconds = metrics.histogram('door_publish_seconds', 'From closing a frame to its verdict', secondsBuckets);
  const frameEvents = metrics.histogram(
    'door_frame_events',
    'Events of a frame',
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
  );
  const frameBytes = metrics.histogram(
    'door_frame_bytes',
    'Size of a frame',
    [256, 1024, 4096, 16_384, 65_536, 262_144, 524_288, 1_048_576],
  );
  let inFlight = 0;
  metrics.gauge('door_events_in_flight', 'Events on their way into the log', () => inFlight);
  metrics.gauge('door_body_bytes', 'Request bodies held while they are read', read.bodyBytes);
  return {
    noteRequest: (status) => {
      requests.inc({ outcome: outcomeOf(status) });
    },
    noteTicks: (made) => {
      ticks.inc(made);
    },
    measure: async (frame, publish) => {
      const startMs = performance.now();
      inFlight += frame.events;
      frameEvents.observe(frame.events);
      frameBytes.observe(frame.text.length);
      const outcome = await publish();
      inFlight -= frame.events;
      events.inc({ outcome }, frame.events);
      seconds.observe((performance.now() - startMs) / 1_000);
      return outcome;
    },
    countRefused: (keep) => (one) => {
      refused.inc({ reason: one.problem.type.slice(one.problem.type.lastIndexOf(':') + 1) });
      keep(one);
    },
  };
}

const outcomes: Partial<Record<number, string>> = {
  202: 'accepted',
  207: 'mixed',
  401: 'unauthenticated',
  429: 'limited',
  503: 'retry',
};

function outcomeOf(status: number | undefined): string {
  return status === undefined ? 'left' : (outcomes[status] ?? (status < 500 ? 'refused' : 'failed'));
}
