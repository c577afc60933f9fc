import type { AlertCondition } from './alert.ts';
import type { Rule } from './rule.ts';

/**
 * What a rule's question came to at one tick. `between`: `when` does not hold, and neither does `close`. Where both hold,
 * it is a breach.
 */
export type Reading = 'breach' | 'between' | 'clear' | 'unknown' | 'error';

/** How far a rule has come at one target. Times are the world's, in milliseconds. */
export type Progress = {
  readonly condition: AlertCondition;
  /** Since when `pending` or `recovering`; otherwise since when as it is. */
  readonly sinceMs: number;
  /** Since when nobody knows; null: it is known. */
  readonly unknownMs: number | null;
  /** Whether an open alert is open because of a breach, not for want of data alone. */
  readonly wasFiring: boolean;
};

export type Timing = Pick<Rule, 'forS' | 'keepFiringS' | 'noDataAfterS'>;

/** An open alert of a rule that does not say itself is `no_data` after so long without knowing. */
const openNoDataAfterS = 600;

/** Where every rule begins at every target. */
export const atRest: Progress = { condition: 'normal', sinceMs: 0, unknownMs: null, wasFiring: false };

/** Whether there is an alert. */
export function isOpen(condition: AlertCondition): boolean {
  return condition !== 'normal' && condition !== 'pending';
}

/**
 * The state machine of every alert. What is not known never closes one, and never opens one as a breach: a pending breach
 * starts anew. With `isHeld` (flapping) an alert that is over stays `recovering`.
 */
export function advance(from: Progress, reading: Reading, nowMs: number, timing: Timing, isHeld = false): Progress {
  if (reading === 'unknown' || reading === 'error') return withoutKnowing(from, reading, nowMs, timing);
  const known = from.unknownMs === null ? from : { ...from, unknownMs: null };
  if (reading === 'breach') return breach(known, nowMs, timing);
  if (!isOpen(known.condition) || !known.wasFiring) return settle(known, 'normal', nowMs);
  if (reading === 'between') return settle(known, 'firing', nowMs);
  const recovering = known.condition === 'recovering' ? known : settle(known, 'recovering', nowMs);
  const isOver = nowMs - recovering.sinceMs >= timing.keepFiringS * 1_000;
  return isOver && !isHeld ? settle(known, 'normal', nowMs) : recovering;
}

/** The next instant at which the progress changes though its reading does not; null: none. */
export function nextChange(
  { condition, sinceMs, unknownMs }: Progress,
  reading: Reading,
  timing: Timing,
): number | null {
  if (reading === 'unknown' || reading === 'error') {
    const afterS = patienceS({ condition }, reading, timing);
    const isThere = condition === (reading === 'error' ? 'error' : 'no_data');
    return isThere || afterS === null || unknownMs === null ? null : unknownMs + afterS * 1_000;
  }
  if (condition === 'pending') return sinceMs + timing.forS * 1_000;
  return condition === 'recovering' ? sinceMs + timing.keepFiringS * 1_000 : null;
}

/** A hole in our own ticks is not time that was watched: what was counting goes on as if it had not been. */
export function skip(progress: Progress, heldMs: number): Progress {
  const { condition, sinceMs, unknownMs } = progress;
  const isCounting = condition === 'pending' || condition === 'recovering';
  if (!isCounting && unknownMs === null) return progress;
  return {
    ...progress,
    sinceMs: isCounting ? sinceMs + heldMs : sinceMs,
    unknownMs: unknownMs === null ? null : unknownMs + heldMs,
  };
}

function breach(from: Progress, nowMs: number, { forS }: Timing): Progress {
  if (isOpen(from.condition) && from.wasFiring) return settle(from, 'firing', nowMs);
  const pending = from.condition === 'pending' ? from : settle(from, 'pending', nowMs);
  return nowMs - pending.sinceMs >= forS * 1_000 ? { ...settle(pending, 'firing', nowMs), wasFiring: true } : pending;
}

function withoutKnowing(from: Progress, reading: 'unknown' | 'error', nowMs: number, timing: Timing): Progress {
  const unknownMs = from.unknownMs ?? nowMs;
  const kept = { ...from, unknownMs };
  const afterS = patienceS(from, reading, timing);
  if (afterS !== null && nowMs - unknownMs >= afterS * 1_000) {
    return { ...settle(kept, reading === 'error' ? 'error' : 'no_data', nowMs), unknownMs, wasFiring: from.wasFiring };
  }
  // Whether it went on, nobody saw: what was beginning begins again, what was ending has not ended.
  if (from.condition === 'pending') return { ...settle(kept, 'normal', nowMs), unknownMs };
  if (from.condition === 'recovering') return { ...settle(kept, 'firing', nowMs), unknownMs };
  return kept;
}

function patienceS(from: Pick<Progress, 'condition'>, reading: Reading, timing: Timing): number | null {
  if (reading === 'error') return timing.forS;
  return timing.noDataAfterS ?? (isOpen(from.condition) ? openNoDataAfterS : null);
}

function settle(from: Progress, condition: AlertCondition, nowMs: number): Progress {
  if (from.condition === condition) return from;
  const wasFiring = isOpen(condition) && from.wasFiring;
  return { condition, sinceMs: nowMs, unknownMs: from.unknownMs, wasFiring };
}
