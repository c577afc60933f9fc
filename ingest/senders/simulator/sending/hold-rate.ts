import type { WorldDriver } from '../../world-driver.ts';

const lookEveryMs = 2_000;
/** A rate this near to the wanted one is left alone: whenever a clock slows down it stands for a moment. */
const near = 0.05;
const fastest = 100_000;
/** What is owed to the rate is made up for within so long, by a clock this much faster or slower at most. */
const makeUpS = 10;
const mostMadeUp = 0.2;

/**
 * Keeps a run at so many events a second by the speed of its world: a city's nights and noons run faster than its
 * mornings. No event is sent twice or made up for the rate, so every figure stays that of one city. Returns how to end it.
 */
export function holdRate(
  driver: WorldDriver,
  options: { ratePerS: number; untilMs: number | null; made: () => number; warn: (line: string) => void },
): () => void {
  const { ratePerS, untilMs, made, warn } = options;
  let before = { worldMs: driver.nowMs(), made: made() };
  let owed = 0;
  let overS = 0;
  const timer = setInterval(() => {
    const now = { worldMs: driver.nowMs(), made: made() };
    overS += lookEveryMs / 1_000;
    const worldS = (now.worldMs - before.worldMs) / 1_000;
    const perWorldS = (now.made - before.made) / worldS;
    if (!(worldS > 0) || !(perWorldS > 0)) return;
    owed = nextOwed(owed, ratePerS, { made: now.made - before.made, overS });
    overS = 0;
    before = now;
    const wanted = speedForRate(ratePerS + owed / makeUpS, perWorldS, driver.clock().speed);
    if (wanted === undefined) return;
    driver.pace(wanted, untilMs).catch((error: unknown) => {
      warn(`the speed stays as it is: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
  };
}

/** What is still owed to the rate after so many events in so long. What cannot be made up for soon is let go. */
export function nextOwed(owed: number, ratePerS: number, { made, overS }: { made: number; overS: number }): number {
  const most = ratePerS * mostMadeUp * makeUpS;
  return Math.max(-most, Math.min(most, owed + ratePerS * overS - made));
}

/** The speed at which a city that says so much in a second of its own makes the rate; undefined: the present one is near. */
export function speedForRate(ratePerS: number, perWorldS: number, speed: number): number | undefined {
  const wanted = Math.min(fastest, ratePerS / perWorldS);
  return Math.abs(wanted / speed - 1) < near ? undefined : wanted;
}
