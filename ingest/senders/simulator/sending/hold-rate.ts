import type { WorldDriver } from '../../world-driver.ts';

const lookEveryMs = 3_000;
/** A rate this near to the wanted one is left alone. */
const near = 0.1;
const fastest = 100_000;

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
  const timer = setInterval(() => {
    const now = { worldMs: driver.nowMs(), made: made() };
    const worldS = (now.worldMs - before.worldMs) / 1_000;
    const perWorldS = (now.made - before.made) / worldS;
    if (!(worldS > 0) || !(perWorldS > 0)) return;
    before = now;
    const wanted = speedForRate(ratePerS, perWorldS, driver.clock().speed);
    if (wanted === undefined) return;
    driver.pace(wanted, untilMs).catch((error: unknown) => {
      warn(`the speed stays as it is: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
  };
}

/** The speed at which a city that says so much in a second of its own makes the rate; undefined: the present one is near. */
export function speedForRate(ratePerS: number, perWorldS: number, speed: number): number | undefined {
  const wanted = Math.min(fastest, ratePerS / perWorldS);
  return Math.abs(wanted / speed - 1) < near ? undefined : wanted;
}
