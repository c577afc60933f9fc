import { readWorldClock, type WorldClock } from '#shared/wire/world.ts';
import type { OfficeClient } from './office-client.ts';

/** Drives the clock of a sender's own world. The clock never goes back, and stops soon after its driver did. */
export type WorldDriver = {
  readonly nowMs: () => number;
  readonly clock: () => WorldClock;
  /** Moves the mark that the clock may reach ahead; to be called every two seconds while the sender keeps up. */
  readonly extend: () => Promise<void>;
  /** Stops the clock where it is. */
  readonly stop: () => Promise<void>;
};

const aheadMs = 6_000;

/**
 * Starts a world's clock, or takes up a saved one where it stood.
 * `realNowMs` is real time in milliseconds; speed is world seconds in a real one.
 */
export async function startWorldDriver(
  office: OfficeClient,
  options: { world: string; startMs: number; speed: number; saved: WorldClock | undefined; realNowMs: () => number },
): Promise<WorldDriver> {
  const { world, speed, saved, realNowMs } = options;
  const held = await office.readWorld(world);
  const realMs = realNowMs();
  // The office may hold a later clock than was saved: its driver was killed before it saved, or the state was lost.
  const readings = [saved, held].filter((one) => one !== undefined).map((one) => readWorldClock(one, realMs).nowMs);
  const anchorWorldMs = readings.length > 0 ? Math.max(...readings) : options.startMs;
  let clock = nextClock({ world, anchorRealMs: realMs, anchorWorldMs, speed, holdAtMs: null }, realMs);
  await office.setWorld(clock);
  const set = async (wanted: WorldClock): Promise<void> => {
    await office.setWorld(wanted);
    clock = wanted;
  };
  return {
    nowMs: () => readWorldClock(clock, realNowMs()).nowMs,
    clock: () => clock,
    extend: () => set(nextClock(clock, realNowMs())),
    stop: () => set({ ...clock, holdAtMs: readWorldClock(clock, realNowMs()).nowMs }),
  };
}

/** The same clock with its mark moved ahead; one that stood at its mark goes on from there instead of leaping. */
export function nextClock(clock: WorldClock, realMs: number): WorldClock {
  const { nowMs, speed } = readWorldClock(clock, realMs);
  const isHeld = speed === 0 && clock.speed > 0;
  const anchored = isHeld ? { ...clock, anchorRealMs: realMs, anchorWorldMs: nowMs } : clock;
  return { ...anchored, holdAtMs: nowMs + aheadMs * clock.speed };
}
