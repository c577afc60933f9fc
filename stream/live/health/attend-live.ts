import type { JetStreamManager } from '@nats-io/jetstream';
import type pg from 'pg';
import { conditionLimits } from '#shared/health/condition-limits.ts';
import { noteProgress, stallS, type Progress } from '#shared/health/figures.ts';
import type { Attended } from '#shared/service/health.ts';
import type { Metrics } from '#shared/service/metrics.ts';
import { readClockSkew } from '#shared/service/read-clock-skew.ts';
import { readLag } from '#shared/service/read-lag.ts';
import { sampleOf } from '#shared/service/sample.ts';
import type { PushServer } from '../push/push-server.ts';
import type { LiveState } from '../state/live-state.ts';
import type { Mirror } from '../state/mirror.ts';
import type { RunningState } from '../state/run-state.ts';
import { declareLiveMetrics } from './live-metrics.ts';

/** Of Redis: as long without it no write succeeded. The condition's own limit, so that both tell the same. */
const mirrorAwayS = conditionLimits['mirror-lag'].warnAt;

type Watched = {
  readonly jsm: JetStreamManager;
  readonly stream: string;
  readonly pool: pg.Pool;
  readonly live: LiveState;
  readonly state: RunningState;
  readonly mirror: Mirror;
  readonly push: PushServer;
  readonly metrics: Metrics;
};

/** What live tells of itself: how far it follows, and how its checkpoints and its mirror stand. */
export function attendLive({ jsm, stream, pool, live, state, mirror, push, metrics }: Watched): Attended {
  let progress: Progress | undefined;
  const lag = sampleOf(async () => {
    const read = await readLag(jsm, stream, live.seq);
    progress = noteProgress(progress, live.seq, read.headSeq, performance.now());
    return read;
  });
  const skewS = sampleOf(() => readClockSkew(pool));
  declareLiveMetrics(metrics, { lag: lag.value, live, state, mirror, push });
  return {
    samples: [lag, skewS],
    checks: () => [
      {
        name: 'log',
        ok: lag.value() !== undefined,
        detail: lag.value() ? 'answers' : 'NATS does not answer; screens turn grey',
      },
      {
        name: 'state',
        ok: state.isCaughtUp(),
        detail: state.isCaughtUp() ? 'caught up' : 'still folding what the log holds',
      },
      {
        ...{ name: 'database', ok: skewS.value() !== undefined, isNeeded: false },
        detail: skewS.value() === undefined ? 'does not answer; counts stand still, states go on' : 'answers',
      },
      {
        ...{ name: 'mirror', ok: mirror.lagS < mirrorAwayS, isNeeded: false },
        detail: mirror.lagS < mirrorAwayS ? 'written' : 'Redis is away or slow; screens do not need it',
      },
    ],
    conditions: [
      { name: 'log-lag', process: 'live', read: () => lag.value()?.seconds ?? null },
      {
        ...{ name: 'consumer-stall', process: 'live' },
        read: () => (lag.value() && progress ? stallS(progress, performance.now()) : null),
      },
      { name: 'checkpoint-age', process: 'live', read: state.checkpointAgeS },
      { name: 'mirror-lag', process: 'live', read: () => mirror.lagS },
      { name: 'clock-skew', process: 'live', read: () => skewS.value() ?? null },
    ],
    reached: () => {
      const clock = live.clockOf('live');
      return clock && { frame: live.seq, receivedAt: clock.time };
    },
  };
}
