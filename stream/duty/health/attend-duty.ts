import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import { noteProgress, stallS, type Progress } from '#shared/health/figures.ts';
import type { Attended } from '#shared/service/health.ts';
import type { Metrics } from '#shared/service/metrics.ts';
import { readClockSkew } from '#shared/service/read-clock-skew.ts';
import { readLag } from '#shared/service/read-lag.ts';
import { sampleOf, type Sample } from '#shared/service/sample.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { RunningDuty } from '../run-duty.ts';

type Watched = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly pool: pg.Pool;
  readonly duty: RunningDuty;
  readonly countsAgeS: () => number | null;
  readonly metrics: Metrics;
  /** What the outbox tells. */
  readonly notices: Sample<unknown>;
};

/** Declares what the duty process counts as it works. */
export function createDutyMetrics(metrics: Metrics) {
  const commands = metrics.counter('duty_commands_total', 'Commands by verb and outcome', ['verb', 'outcome']);
  return {
    onAnswer: (verb: string, answer: CommandAnswer<unknown>): void => {
      commands.inc({ verb, outcome: answer.ok ? 'ok' : answer.code });
    },
  };
}

/** What the duty process tells of itself: how far it judges, and whether it can commit. */
export function attendDuty({ jsm, stream, pool, duty, countsAgeS, metrics, notices }: Watched): Attended {
  let progress: Progress | undefined;
  const lag = sampleOf(async () => {
    const read = await readLag(jsm, stream, duty.seq());
    progress = noteProgress(progress, duty.seq(), read.headSeq, performance.now());
    return read;
  });
  const skewS = sampleOf(() => readClockSkew(pool));
  const openAlerts = (): number => [...duty.worlds().values()].reduce((sum, one) => sum + one.openCount(), 0);
  metrics.gauge('duty_open_alerts', 'Alerts open now, of every world', openAlerts);
  metrics.gauge('duty_place_frames', 'The last frame judged', duty.seq);
  metrics.gauge('duty_lag_frames', 'Frames of the log not judged yet', () => lag.value()?.frames);
  metrics.gauge('duty_lag_seconds', 'Age of the oldest frame not judged yet', () => lag.value()?.seconds);
  metrics.gauge('duty_counts_age_seconds', 'Time since the writer was last heard', () => countsAgeS() ?? undefined);
  metrics.running('duty_missing_frames_total', 'Frames gone from the log before they were judged', duty.missingFrames);
  metrics.running('duty_poison_total', 'Events passed over because they are not what the door writes', duty.poison);
  return {
    samples: [lag, skewS, notices],
    checks: () => [
      {
        ...{ name: 'log', ok: lag.value() !== undefined },
        detail: lag.value() ? 'answers' : 'NATS does not answer; nothing new is judged and no command comes through',
      },
      {
        ...{ name: 'database', ok: duty.awaySinceMs() === null && skewS.value() !== undefined },
        detail:
          duty.awaySinceMs() === null && skewS.value() !== undefined
            ? 'answers'
            : 'does not answer; nothing is judged until it does, commands are answered unavailable',
      },
      {
        ...{ name: 'rules', ok: duty.isCaughtUp() },
        detail: duty.isCaughtUp() ? 'judged up to now' : 'still judging what the log holds',
      },
    ],
    conditions: [
      { name: 'log-lag', process: 'duty', read: () => lag.value()?.seconds ?? null },
      {
        ...{ name: 'consumer-stall', process: 'duty' },
        read: () => (lag.value() && progress ? stallS(progress, performance.now()) : null),
      },
      { name: 'clock-skew', process: 'duty', read: () => skewS.value() ?? null },
    ],
  };
}
