import { loadLimits } from '#shared/rules/replay/limits.ts';

const windowMs = 600_000;
/** A flood is over once fewer than this came in ten minutes: between the two bounds it stays as it is. */
const overBelow = loadLimits.floodPer10Min / 2;

export type Flood = { readonly isFlood: boolean; readonly inTenMinutes: number };

/** Whether the desk is flooded at `nowMs`, from when alerts were announced; `was` is what held before. */
export function judgeFlood(announcedMs: readonly number[], nowMs: number, was: boolean): Flood {
  const inTenMinutes = announcedMs.filter((ms) => ms > nowMs - windowMs && ms <= nowMs).length;
  const isFlood = inTenMinutes > loadLimits.floodPer10Min || (was && inTenMinutes >= overBelow);
  return { isFlood, inTenMinutes };
}
