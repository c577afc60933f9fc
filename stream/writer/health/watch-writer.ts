import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import type { LogReader } from '#shared/service/follow-log.ts';
import { openHealth, type HealthConfig } from '#shared/service/health.ts';
import type { Log } from '#shared/service/log.ts';
import { createFrameTraces } from '#shared/service/trace-frames.ts';
import { startTracing } from '#shared/service/start-tracing.ts';
import type { Reached } from '#shared/wire/health.ts';
import type { Batch, Committed } from '../batch.ts';
import { attendWriter } from './attend-writer.ts';
import { createWriterMetrics } from './writer-metrics.ts';

type Config = HealthConfig & { readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined };

/** The writer seen from beside: what it counts, where it stands, its traces. Told once for a commit, never for an event. */
export async function watchWriter(config: Config, log: Log) {
  const health = await openHealth('writer', config, log);
  const tracing = await startTracing('writer', config);
  const traces = tracing && createFrameTraces(tracing);
  const metrics = createWriterMetrics(health.metrics);
  let place = 0;
  let reached: Reached | null = null;
  return {
    /** The same link, timed. */
    timed: metrics.timed,
    /** The same reader, whose frames' traces are noted. */
    follow: (reader: LogReader): LogReader => traces?.follow(reader) ?? reader,
    noteCommit: (committed: Committed, batch: Batch): void => {
      metrics.noteCommit(committed, batch);
      traces?.end('count frames', committed.seq);
      place = committed.seq;
      const newest = batch.events.at(-1);
      if (newest) reached = { frame: place, receivedAt: newest.event.receivedtime };
    },
    /** Begins to tell how the writer is, which starts at frame `from`. */
    attend: (from: number, parts: { jsm: JetStreamManager; stream: string; pool: pg.Pool }): void => {
      place = Math.max(place, from);
      health.attend(attendWriter({ ...parts, metrics: health.metrics, place: () => place, reached: () => reached }));
    },
    stop: async (): Promise<void> => {
      await tracing?.stop();
      await health.stop();
    },
  };
}
