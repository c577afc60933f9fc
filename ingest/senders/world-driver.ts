import { sleep } from '#shared/service/retry.ts';
import { readWorldClock, type WorldClock } from '#shared/wire/world.ts';
import type { OfficeClient } from './office-client.ts';

/** Drives the clock of a sender's own world. The clock never goes back, and stops soon after its driver did. */
export type WorldDriver = {
  readonly nowMs: () => number;
  readonly clock: () => WorldClock;
  /** Moves the mark that the clock may reach ahead; to be called every two seconds while the sender keeps up. */
  readonly extend: () => Promise<void>;
  /** Goes on at another speed; the clock stands when it reads `untilMs`, null: nowhere. */
  readonly pace: (speed: number, untilMs: number | null) => Promise<void>;
  /** Stops the clock where it is. */
  readonly stop: () => Promise<void>;
};

const aheadMs = 6_000;
const brakeMs = 250;

/**
 * Starts a world's clock, or takes up a saved one where it stood, but not before `atLeastMs`.
 * `realNowMs` is real time in milliseconds; speed is world seconds in a real one.
 */
export async function startWorldDriver(
  office: OfficeClient,
  options: {
    world: string;
    startMs: number;
    atLeastMs?: number;
    speed: number;
    untilMs?: number | null;
    saved: WorldClock | undefined;
    realNowMs: () => number;
  },
): Promise<WorldDriver> {
  const { world, speed, saved, realNowMs, atLeastMs = -Infinity } = options;
  const held = await office.readWorld(world);
  const realMs = realNowMs();
  // The office may hold a later clock than was saved: its driver was killed before it saved, or the state was lost.
  const readings = [saved, held].filter((one) => one !== undefined).map((one) => readWorldClock(one, realMs).nowMs);
  const anchorWorldMs = readings.length > 0 ? Math.max(atLeastMs, ...readings) : options.startMs;
  let untilMs = options.untilMs ?? Infinity;
  let clock = nextClock({ world, anchorRealMs: realMs, anchorWorldMs, speed, holdAtMs: null }, realMs, untilMs);
  await office.setWorld(clock);
  // One change after another, each from the clock as the one before left it.
  let changing: Promise<void> = Promise.resolve();
  const change = (wanted: () => WorldClock): Promise<void> => {
    const changed = changing.then(async () => {
      const next = wanted();
      await office.setWorld(next);
      clock = next;
    });
    changing = changed.catch(() => undefined);
    return changed;
  };
  const readMs = (): number => readWorldClock(clock, realNowMs()).nowMs;
  /** Who hears of a slower clock late would see it go back: it stands for a moment first. */
  const brake = async (): Promise<void> => {
    await change(() => ({
      ...clock,
      holdAtMs: Math.min(clock.holdAtMs ?? Infinity, readMs() + brakeMs * clock.speed),
    }));
    await sleep(brakeMs);
  };
  return {
    nowMs: readMs,
    clock: () => clock,
    extend: () => change(() => nextClock(clock, realNowMs(), untilMs)),
    pace: async (newSpeed, newUntilMs) => {
      if (newSpeed < clock.speed) await brake();
      untilMs = newUntilMs ?? Infinity;
      await change(() => {
        const paced = { ...clock, anchorRealMs: realNowMs(), anchorWorldMs: readMs(), speed: newSpeed, holdAtMs: null };
        return nextClock(paced, realNowMs(), untilMs);
      });
    },
    stop: () => change(() => ({ ...clock, holdAtMs: readMs() })),
  };
}

/**
 * The same clock with its mark moved ahead, to `untilMs` at most; one that stood at its mark goes on from there instead
 * of leaping.
 */
export function nextClock(clock: WorldClock, realMs: number, untilMs = Infinity): WorldClock {
  const { nowMs, speed } = readWorldClock(clock, realMs);
  const isHeld = speed === 0 && clock.speed > 0;
  const anchored = isHeld ? { ...clock, anchorRealMs: realMs, anchorWorldMs: nowMs } : clock;
  return { ...anchored, holdAtMs: Math.max(nowMs, Math.min(nowMs + aheadMs * clock.speed, untilMs)) };
}
