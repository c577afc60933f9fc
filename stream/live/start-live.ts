import { jetstreamManager } from '@nats-io/jetstream';
import { openHealth } from '#shared/service/health.ts';
import type { Running } from '#shared/service/lifecycle.ts';
import type { Log } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { createPool } from '#shared/service/postgres.ts';
import { ensureStreams } from '#shared/service/streams.ts';
import { createFrameTraces } from '#shared/service/trace-frames.ts';
import { startTracing } from '#shared/service/start-tracing.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { LiveConfig } from './config.ts';
import { attendLive } from './health/attend-live.ts';
import { runPush } from './push/run-push.ts';
import { servePositions } from './serve-positions.ts';
import { connectRedis } from './state/connect-redis.ts';
import { LiveState, type Changes } from './state/live-state.ts';
import { Mirror } from './state/mirror.ts';
import { runState } from './state/run-state.ts';

/** Starts live: log → state → mirror and screens. `ready` tells the port. */
export async function startLive(config: LiveConfig, log: Log): Promise<Running> {
  const subjects = subjectsOf(config.VONGLAU_CITY);
  const calendar = civilCalendar(config.VONGLAU_TIME_ZONE);
  const health = await openHealth('live', config, log);
  const tracing = await startTracing('live', config);
  const traces = tracing && createFrameTraces(tracing);
  const { nats, failed: natsFailed } = await connectNats(config.NATS_URL, 'live', log);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, config);
  // Screens wait for what is asked here: a link that went silent is given up soon.
  const pool = createPool(config.DATABASE_URL, 'live', log, 4, 8_000);

  const live = new LiveState(calendar);
  const redis = connectRedis(config.REDIS_URL, log);
  const mirror = new Mirror(live, { redis, city: config.VONGLAU_CITY, log });
  const onChanges = (changes: Changes): void => {
    mirror.note(changes);
    push.hub.noteState(changes);
  };
  const state = runState(live, {
    jsm,
    stream: subjects.eventsStream,
    pool,
    packVersion: config.VONGLAU_TIME_ZONE,
    checkpointEveryMs: config.LIVE_CHECKPOINT_S * 1000,
    onChanges,
    traces,
    log,
  });
  const onStateDelta = traces && ((seq: number): void => void traces.end('push delta', seq));
  const push = runPush(config, { live, isCaughtUp: state.isCaughtUp, onStateDelta, calendar, nats, pool, log });
  const positions = servePositions(nats, subjects.command('live', 'positions'), () => ({
    stateOffset: live.seq,
    epoch: live.epoch,
    caughtUp: state.isCaughtUp(),
    checkpointOffset: state.checkpointSeq(),
    poison: live.poison,
    missingFrames: state.missingFrames(),
    screens: push.server.screens,
  }));
  const port = await push.server.listen(config.LIVE_PORT);
  health.attend(
    attendLive({
      ...{ jsm, pool, live, state, mirror, metrics: health.metrics },
      ...{ stream: subjects.eventsStream, push: push.server },
    }),
  );

  let stopping = false;
  return {
    ready: { detail: `127.0.0.1:${String(port)}`, port },
    failed: natsFailed.then((error) => (stopping ? new Promise<Error>(() => undefined) : error)),
    stop: async () => {
      stopping = true;
      await push.stop();
      await state.stop();
      await mirror.close();
      positions.unsubscribe();
      await pool.end();
      await nats.drain();
      await tracing?.stop();
      await health.stop();
    },
  };
}
