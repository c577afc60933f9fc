import { sleep } from '#shared/service/retry.ts';
import { keepClock } from '../../keep-clock.ts';
import type { OfficeClient } from '../../office-client.ts';
import { startWorldDriver, type WorldDriver } from '../../world-driver.ts';
import type { SentCity } from './create-sent-city.ts';
import { decidedThroughMs, feedCity } from './feed-city.ts';
import { holdRate } from './hold-rate.ts';
import { openDoors } from './open-doors.ts';
import type { RunPlan } from './plan-run.ts';
import { countDecided, createSimulationProgress, describeEnd } from './progress.ts';
import type { Run } from './run.ts';
import type { RunState } from './run-state.ts';

/** The clock waits for a feed that is so many real seconds behind. */
const patienceS = 3;
const saveEveryMs = 1_000;
const showEveryMs = 500;
/** Bringing a city forward to the present takes about so long, however far it is. */
const forwardS = 22;
/** Faster than any speed at which alerts are judged: who brings a city forward wants no alerts of it. */
const leastForwardSpeed = 600;
const lookEveryMs = 50;

type Means = { city: SentCity; saved: RunState | undefined; office: OfficeClient; doorUrl: string };

/** What became of the events this process sent; `lost` by silent feeds. */
export type Sent = { readonly accepted: number; readonly refused: number; readonly lost: number };

/** Sends a city through the door, each feed with its own key, the world's clock driven by how well they keep up. */
export async function sendCity(run: Run, plan: RunPlan, { city, saved, office, doorUrl }: Means): Promise<Sent> {
  const { options, world, pack, out, signal, speed, fingerprint, stateFile } = run;
  const { agenda } = city;
  const { forwardToMs, endMs } = plan;
  const warn = (line: string): void => void out.write(`! ${line}\n`);
  const forwardFromMs = Math.max(plan.startMs, plan.sentThroughMs);
  const driver = await startWorldDriver(office, {
    ...{ world, startMs: plan.startMs, atLeastMs: plan.startMs, saved: saved?.clock ?? undefined },
    speed: forwardToMs === null ? speed : forwardSpeed(forwardFromMs, forwardToMs),
    untilMs: forwardToMs ?? endMs,
    realNowMs: Date.now,
  });
  const tokens: Record<string, string> = { ...saved?.tokens };
  const { operators } = pack;
  const fed = await openDoors({
    ...{ run: options.run, world, operators, office, doorUrl, savedTokens: tokens },
    onToken: (feed, token) => {
      tokens[feed] = token;
    },
  });
  const feeds = fed.map(({ feed }) => feed);
  const byName = new Map(feeds.map((feed) => [feed.name, feed]));
  city.sendTo((feed, event) => byName.get(feed)?.put(event));
  const save = (done = false): void => {
    const { tag, startMs } = plan;
    const sentThroughMs = Math.max(plan.sentThroughMs, decidedThroughMs(agenda, feeds));
    const thinned = plan.thinned.map(([fromMs, toMs]): [number, number] => [fromMs, toMs]);
    stateFile.write({ fingerprint, tag, startMs, thinned, sentThroughMs, clock: driver.clock(), done, tokens });
  };
  save();
  const show = createSimulationProgress(out, { world, timeZone: pack.timeZone, realNowMs: Date.now });
  const tell = (): void => show({ worldMs: driver.nowMs(), speed: driver.clock().speed, feeds, lost: city.lost() });
  const stopClock = keepClock(driver, {
    mayGoOn: () => driver.nowMs() - decidedThroughMs(agenda, feeds) <= patienceS * 1_000 * driver.clock().speed,
    onMoved: save,
    warn,
  });
  const timers = [setInterval(save, saveEveryMs), setInterval(tell, showEveryMs)];
  const stopHolding =
    options.rate === undefined
      ? () => undefined
      : holdRate(driver, { ratePerS: options.rate, untilMs: endMs, made: city.made, warn });
  try {
    const forwarded = forwardToMs === null ? undefined : slowDown(driver, { atMs: forwardToMs, speed, signal, warn });
    await feedCity({ agenda, feeds: fed, worldNowMs: driver.nowMs, endMs, signal });
    await forwarded;
  } finally {
    stopHolding();
    for (const timer of timers) clearInterval(timer);
    await stopClock();
    save(endMs !== null && decidedThroughMs(agenda, feeds) >= endMs);
    tell();
    for (const { door } of fed) door.close();
  }
  out.write(describeEnd(feeds, signal.aborted));
  return { ...countDecided(feeds), lost: city.lost() };
}

function forwardSpeed(fromMs: number, toMs: number): number {
  return Math.max(leastForwardSpeed, (toMs - fromMs) / 1_000 / forwardS);
}

/** Once the clock stands at `atMs` it goes on at its own speed. */
async function slowDown(
  driver: WorldDriver,
  { atMs, speed, signal, warn }: { atMs: number; speed: number; signal: AbortSignal; warn: (line: string) => void },
): Promise<void> {
  while (driver.nowMs() < atMs && !signal.aborted) await sleep(lookEveryMs, signal);
  for (let isPaced = false; !isPaced && !signal.aborted;) {
    isPaced = await driver.pace(speed, null).then(
      () => true,
      (error: unknown) => {
        warn(`the clock stands still: ${error instanceof Error ? error.message : String(error)}`);
        return false;
      },
    );
  }
}
