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
  let clock = nextClock(
    {
      world,
      anchorRealMs: realNowMs(),
      anchorWorldMs: readingOf(saved, realNowMs()) ?? options.startMs,
      speed,
      holdAtMs: null,
    },
    realNowMs(),
  );
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

function readingOf(saved: WorldClock | undefined, realMs: number): number | undefined {
  return saved && readWorldClock(saved, realMs).nowMs;
}
