import { fieldProblem, type Problem } from '../http/problem.ts';

const dayMs = 86_400_000;

/** Bounds of an event's time by its world's clock. */
export type TimeWindow = { readonly worldNowMs: number; readonly futureMs: number; readonly allowanceD: number };

/** Whether an event happened in the time its sender may report on; undefined when it did. */
export function checkTime(timeMs: number, { worldNowMs, futureMs, allowanceD }: TimeWindow): Problem | undefined {
  const aheadMs = timeMs - worldNowMs;
  if (aheadMs > futureMs) {
    return fieldProblem(
      'out-of-time',
      'time',
      `${describe(aheadMs)} in the future by its world's clock; at most ${describe(futureMs)} is taken`,
    );
  }
  if (-aheadMs > allowanceD * dayMs) {
    return fieldProblem(
      'out-of-time',
      'time',
      `${describe(-aheadMs)} old by its world's clock; this key's allowance is ${allowanceD} d`,
    );
  }
  return undefined;
}

function describe(ms: number): string {
  if (ms < dayMs) return `${Math.ceil(ms / 1_000)} s`;
  return `${(Math.ceil((ms * 10) / dayMs) / 10).toFixed(1)} d`;
}
