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
    const { speed } = driver.clock();
    const wanted = Math.min(fastest, ratePerS / perWorldS);
    if (Math.abs(wanted / speed - 1) < near) return;
    driver.pace(wanted, untilMs).catch((error: unknown) => {
      warn(`the speed stays as it is: ${error instanceof Error ? error.message : String(error)}`);
    });
  }, lookEveryMs);
  return () => {
    clearInterval(timer);
  };
}
