import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import { noteProgress, stallS, type Progress } from '#shared/health/figures.ts';
import type { Attended } from '#shared/service/health.ts';
import type { Metrics } from '#shared/service/metrics.ts';
import { readClockSkew } from '#shared/service/read-clock-skew.ts';
import { readLag } from '#shared/service/read-lag.ts';
import { sampleOf } from '#shared/service/sample.ts';
import type { Reached } from '#shared/wire/health.ts';

type Watched = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly pool: pg.Pool;
  /** The last frame committed. */
  readonly place: () => number;
  readonly reached: () => Reached | null;
  readonly metrics: Metrics;
};

/** What the writer tells of itself. Its lag is also seen by the office, from outside, so that it is known without it. */
export function attendWriter({ jsm, stream, pool, place, reached, metrics }: Watched): Attended {
  let progress: Progress | undefined;
  const lag = sampleOf(async () => {
    const read = await readLag(jsm, stream, place());
    progress = noteProgress(progress, place(), read.headSeq, performance.now());
    return read;
  });
  const skewS = sampleOf(() => readClockSkew(pool));
  metrics.gauge('writer_place_frames', 'The last frame committed', place);
  metrics.gauge('writer_lag_frames', 'Frames of the log not committed yet', () => lag.value()?.frames);
  metrics.gauge('writer_lag_seconds', 'Age of the oldest frame not committed yet', () => lag.value()?.seconds);
  const seen = (name: string, sample: { value: () => unknown }, remedy: string) => {
    const ok = sample.value() !== undefined;
    return { name, ok, detail: ok ? 'answers' : remedy };
  };
  return {
    samples: [lag, skewS],
    checks: () => [
      seen('log', lag, 'NATS does not answer; is it running?'),
      seen('database', skewS, 'does not answer; counting waits for it'),
    ],
    conditions: [
      {
        ...{ name: 'consumer-stall', process: 'writer' },
        read: () => (lag.value() && progress ? stallS(progress, performance.now()) : null),
      },
      { name: 'clock-skew', process: 'writer', read: () => skewS.value() ?? null },
    ],
    reached,
  };
}
