import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import type { Attended } from '#shared/service/health.ts';
import type { Metrics } from '#shared/service/metrics.ts';
import { readClockSkew } from '#shared/service/read-clock-skew.ts';
import { readLag } from '#shared/service/read-lag.ts';
import { sampleOf } from '#shared/service/sample.ts';
import { readWriterPlace } from '#shared/store/read-writer-place.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { DocumentName } from '../registry/registry-documents.ts';

/** Declares the office's metrics, as listeners to what it does. */
export function createOfficeMetrics(metrics: Metrics) {
  const commands = metrics.counter('office_commands_total', 'Commands by verb and outcome', ['verb', 'outcome']);
  const published = metrics.counter('office_publications_total', 'Registry documents published', ['document']);
  return {
    answered: {
      onAnswer: (verb: string, answer: CommandAnswer<unknown>): void => {
        commands.inc({ verb, outcome: answer.ok ? 'ok' : answer.code });
      },
    },
    published: {
      onPublished: (document: DocumentName): void => {
        published.inc({ document });
      },
    },
  };
}

type Watched = {
  readonly jsm: JetStreamManager;
  readonly pool: pg.Pool;
  readonly stream: string;
  readonly metrics: Metrics;
};

/** What the office tells of itself, and how far counting is behind: it has both the log and the database before it. */
export function attendOffice({ jsm, pool, stream, metrics }: Watched): Attended {
  const skewS = sampleOf(() => readClockSkew(pool));
  const log = sampleOf(() => jsm.getAccountInfo());
  const lag = sampleOf(async () => readLag(jsm, stream, await readWriterPlace(pool)));
  metrics.gauge(
    'office_writer_lag_seconds',
    'Age of the oldest frame not counted, seen from outside',
    () => lag.value()?.seconds,
  );
  return {
    samples: [skewS, log, lag],
    checks: () => [
      {
        ...{ name: 'database', ok: skewS.value() !== undefined },
        detail: skewS.value() === undefined ? 'does not answer; commands are answered unavailable' : 'answers',
      },
      {
        ...{ name: 'log', ok: log.value() !== undefined },
        detail: log.value() ? 'answers' : 'NATS does not answer; no command comes through',
      },
    ],
    conditions: [
      { name: 'log-lag', process: 'writer', read: () => lag.value()?.seconds ?? null },
      { name: 'clock-skew', process: 'office', read: () => skewS.value() ?? null },
    ],
  };
}
