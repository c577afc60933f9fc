import { createDoorClient } from '../door-client.ts';
import { keepClock } from '../keep-clock.ts';
import { openKeyedDoor } from '../keyed-door.ts';
import type { OfficeClient } from '../office-client.ts';
import { startWorldDriver, type WorldDriver } from '../world-driver.ts';
import { createFeed, feedSet, type Feed } from './feed-set.ts';
import type { LoadedSet } from './load-set.ts';
import type { ReplayState } from './replay-state.ts';
import type { RunPlan } from './run-plan.ts';
import { openAtStart, scheduleEvents } from './schedule.ts';
import { wallClockOf, type WallClock } from '#shared/time/wall-clock.ts';

/** A set and how it is laid on the run. */
export type PlannedSet = LoadedSet & { readonly plan: RunPlan };

export type Run = {
  readonly world: string;
  readonly speed: number;
  /** The city's wall time at which the run begins. */
  readonly startWallMs: number;
  readonly city: WallClock;
  readonly doorUrl: string;
  readonly office: OfficeClient;
  readonly state: ReplayState;
  readonly signal: AbortSignal;
  readonly onProgress: (world: WorldDriver, feeds: readonly Feed[]) => void;
  readonly warn: (line: string) => void;
};

const keyAllowanceD = 35;
const keyRatePerS = 100_000;
const progressEveryMs = 500;
/** The clock waits for a set that is this many real seconds behind. */
const patienceS = 3;

/**
 * Replays sets in one world with one clock, until all have ended or the signal aborts. Each set has its own source and
 * key; the clock waits for the slowest. Returns how each set ended.
 */
export async function replayWorld(sets: readonly PlannedSet[], run: Run): Promise<readonly Feed[]> {
  const driver = await startWorldDriver(run.office, {
    world: run.world,
    startMs: run.city.instantOf(run.startWallMs),
    speed: run.speed,
    saved: run.state.clock,
    realNowMs: Date.now,
  });
  const saveClock = (): void => {
    run.state.writeWorld(run.startWallMs, driver.clock());
  };
  saveClock();
  const fed = sets.map((set) => ({ set, feed: createFeed(set.mapping.set, run.state.readSet(set.mapping.set)) }));
  const feeds = fed.map(({ feed }) => feed);
  const patienceMs = patienceS * 1000 * run.speed;
  const stopClock = keepClock(driver, {
    mayGoOn: () => feeds.every(({ oldestUnsentMs }) => driver.nowMs() - (oldestUnsentMs ?? Infinity) <= patienceMs),
    onMoved: saveClock,
    warn: run.warn,
  });
  const showing = setInterval(() => {
    run.onProgress(driver, feeds);
  }, progressEveryMs);
  // One set that fails ends the run: the others must not go on in a world that it is missing from.
  const failed = new AbortController();
  const signal = AbortSignal.any([run.signal, failed.signal]);
  try {
    const replays = fed.map(({ set, feed }) => replaySet(set, feed, driver, { ...run, signal }));
    for (const replay of replays) {
      replay.catch(() => {
        failed.abort();
      });
    }
    await Promise.allSettled(replays);
    await Promise.all(replays);
  } finally {
    clearInterval(showing);
    await stopClock();
    run.onProgress(driver, feeds);
  }
  return feeds;
}

async function replaySet(set: PlannedSet, feed: Feed, driver: WorldDriver, run: Run): Promise<void> {
  const { mapping, events, plan } = set;
  const source = `urn:vonglau:replay:${mapping.set}`;
  let token = run.state.readSet(mapping.set)?.token;
  const door = await openKeyedDoor({
    savedToken: token,
    openDoor: (newToken) => createDoorClient(run.doorUrl, newToken),
    createToken: async () => {
      const kinds = [...new Set(mapping.events.map(({ type }) => type.split('.')[0] ?? ''))];
      const key = { source, world: run.world, kinds, assets: ['*'], ratePerS: keyRatePerS, allowanceD: keyAllowanceD };
      ({ token } = await run.office.createKey(key));
      return token;
    },
  });
  const savePosition = (): void => {
    run.state.writeSet(mapping.set, {
      token: token ?? '',
      sentThroughMs: feed.sentThroughMs ?? null,
      worldMs: driver.nowMs(),
      done: feed.done,
    });
  };
  const projection = { source, city: run.city, sourceZone: wallClockOf(mapping.timeline.zone) };
  const { tooOld } = openAtStart(events, plan, projection);
  if (feed.sentThroughMs === undefined && tooOld > 0) {
    run.warn(
      `${mapping.set}: ${String(tooOld)} that were open long before the start are left out: the door takes none so old`,
    );
  }
  const schedule = scheduleEvents(events, plan, projection, feed.sentThroughMs);
  try {
    await feedSet(feed, schedule, { worldNowMs: driver.nowMs, door, savePosition, signal: run.signal });
    savePosition();
  } finally {
    door.close();
  }
}
