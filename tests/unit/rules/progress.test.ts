import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, atRest, isOpen, type Progress, type Reading, type Timing } from '#shared/rules/progress.ts';

const readings: readonly Reading[] = ['breach', 'between', 'clear', 'unknown', 'error'];
const stepS = 10;

/**
 * What the state machine should be, told another way: not by steps but by looking back over all readings so far. Each
 * reading holds for one step.
 */
function modelOf(past: readonly Reading[], timing: Timing): { open: boolean; isNoData: boolean } {
  let open = false;
  let byBreach = false;
  for (let end = 1; end <= past.length; end += 1) {
    const seen = past.slice(0, end);
    const runS = (...kinds: Reading[]): number => {
      let length = 0;
      while (length < seen.length && kinds.includes(seen[seen.length - 1 - length] ?? 'clear')) length += 1;
      return length === 0 ? -1 : (length - 1) * stepS;
    };
    const now = seen.at(-1) ?? 'clear';
    const blindS = runS('unknown', 'error');
    const patience = now === 'error' ? timing.forS : (timing.noDataAfterS ?? (open ? 600 : Infinity));
    if (runS('breach') >= timing.forS) {
      open = true;
      byBreach = true;
    } else if (now === 'breach' && !byBreach) open = false;
    else if (blindS >= patience) open = true;
    else if (now === 'clear' && byBreach && runS('clear') >= timing.keepFiringS) open = byBreach = false;
    else if ((now === 'clear' || now === 'between') && !byBreach) open = false;
  }
  const now = past.at(-1) ?? 'clear';
  return { open, isNoData: open && !byBreach && (now === 'unknown' || now === 'error') };
}

const timings: fc.Arbitrary<Timing> = fc.record({
  forS: fc.constantFrom(0, 10, 30, 60),
  keepFiringS: fc.constantFrom(0, 10, 30),
  noDataAfterS: fc.constantFrom(undefined, 20, 60),
});

/** Runs of readings: what lasts a while is what matters here. */
const pasts = fc
  .array(fc.tuple(fc.constantFrom(...readings), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 14 })
  .map((runs) => runs.flatMap(([reading, length]) => Array.from({ length }, () => reading)));

describe('the state machine', () => {
  it('opens and closes as the model says, in 10,000 histories', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(timings, pasts, (timing, past) => {
        let progress: Progress = atRest;
        for (const [at, reading] of past.entries()) progress = advance(progress, reading, at * stepS * 1_000, timing);
        const { open, isNoData } = modelOf(past, timing);
        expect(isOpen(progress.condition)).toBe(open);
        if (isNoData) expect(['no_data', 'error']).toContain(progress.condition);
      }),
      { numRuns: 10_000 },
    );
  });

  it('never closes on what is not known', () => {
    fc.assert(
      fc.property(timings, pasts, (timing, past) => {
        let progress: Progress = atRest;
        for (const [at, reading] of past.entries()) {
          const next = advance(progress, reading, at * stepS * 1_000, timing);
          const isUnknown = reading === 'unknown' || reading === 'error';
          expect(isUnknown && isOpen(progress.condition) && !isOpen(next.condition)).toBe(false);
          progress = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
