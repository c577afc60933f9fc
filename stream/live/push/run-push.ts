import type { NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import type { Log } from '#shared/service/log.ts';
import type { CivilCalendar } from '#shared/time/civil-day.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { LiveConfig } from '../config.ts';
import { Replays } from '../replay/replays.ts';
import type { LiveState } from '../state/live-state.ts';
import { AlertsFeed } from './alerts-feed.ts';
import { CountsFeed } from './counts-feed.ts';
import { Hub } from './hub.ts';
import { PushServer } from './push-server.ts';
import { createTokenCheck } from './token-check.ts';

type Parts = {
  readonly live: LiveState;
  readonly isCaughtUp: () => boolean;
  readonly onStateDelta?: ((seq: number) => void) | undefined;
  readonly calendar: CivilCalendar;
  readonly nats: NatsConnection;
  readonly pool: pg.Pool;
  readonly log: Log;
};

/** Everything between the state and the screens. */
export type RunningPush = { readonly hub: Hub; readonly server: PushServer; readonly stop: () => Promise<void> };

/** Sets up push; the server does not listen yet. */
export function runPush(config: LiveConfig, parts: Parts): RunningPush {
  const { live, isCaughtUp, onStateDelta, calendar, nats, pool, log } = parts;
  const city = config.VONGLAU_CITY;
  const counts = new CountsFeed({
    nats,
    subject: subjectsOf(city).counts,
    pool,
    // A world without a tick yet has no day of its own; its counts start over with its first.
    dayOf: (world) => calendar.dayOf(Date.parse(live.clockOf(world)?.time ?? new Date().toISOString())),
    onChange: (world, keys) => {
      hub.noteCounts(world, keys);
    },
    log,
  });
  const alerts = new AlertsFeed({
    ...{ nats, subject: subjectsOf(city).alerts, pool, log },
    nowOf: (world) => {
      const time = live.clockOf(world)?.time;
      return time === undefined ? null : Date.parse(time);
    },
    onChange: (world, keys) => {
      hub.noteAlerts(world, keys);
    },
  });
  const hub = new Hub({ city, timeZone: config.VONGLAU_TIME_ZONE, live, counts, alerts, isCaughtUp, onStateDelta });
  const replays = new Replays({
    task: {
      databaseUrl: config.DATABASE_URL,
      city,
      timeZone: config.VONGLAU_TIME_ZONE,
      packVersion: config.VONGLAU_TIME_ZONE,
    },
    ...{ most: config.LIVE_MAX_REPLAYS, log },
  });
  const isReady = (): boolean => isCaughtUp() && !nats.isClosed();
  const server = new PushServer({
    ...{ hub, replays },
    checkToken: createTokenCheck(pool),
    publicOrigin: config.PUBLIC_ORIGIN,
    recheckEveryMs: config.LIVE_RECHECK_S * 1000,
    limits: { total: config.LIVE_MAX_SCREENS, perAddress: config.LIVE_MAX_SCREENS_PER_ADDRESS },
    health: (path) => {
      if (path === '/livez') return { status: 200, body: { live: true } };
      if (path !== '/readyz') return null;
      return { status: isReady() ? 200 : 503, body: { ready: isReady(), stateOffset: live.seq } };
    },
  });
  // Whoever has lost a right is out at once; should this not be heard, at the next look.
  const recheck = nats.subscribe(subjectsOf(city).recheck, { callback: () => void server.recheck() });
  return {
    hub,
    server,
    stop: async () => {
      recheck.unsubscribe();
      await replays.close();
      await server.close();
      hub.close();
      await counts.close();
      await alerts.close();
    },
  };
}
