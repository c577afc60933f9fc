import type { ConditionName, ConditionState, SystemCondition } from '../wire/health.ts';
import { conditionLimits, type ConditionLimits } from './condition-limits.ts';

/** A figure must come this far below a limit before the state is taken back: one that swings about a limit stays in it. */
const takenBackBelow = 0.8;

/**
 * Judges a figure (null: it could not be read) against its limits and the state before. `since` is when this state
 * began; a figure that cannot be read is `unknown`, and what follows starts afresh.
 */
export function judgeCondition(
  { name, process }: { readonly name: ConditionName; readonly process: string },
  value: number | null,
  { before, nowMs }: { readonly before: SystemCondition | undefined; readonly nowMs: number },
): SystemCondition {
  const limits = conditionLimits[name];
  const state = stateOf(value, limits, before?.state ?? 'unknown');
  const since = before?.state === state ? before.since : new Date(nowMs).toISOString();
  return { name, process, state, value, ...limits, since };
}

function stateOf(
  value: number | null,
  { warnAt, criticalAt }: ConditionLimits,
  before: ConditionState,
): ConditionState {
  if (value === null || Number.isNaN(value)) return 'unknown';
  const leaves = (limit: number): number => limit * takenBackBelow;
  if (value >= (before === 'critical' ? leaves(criticalAt) : criticalAt)) return 'critical';
  const wasBad = before === 'critical' || before === 'warning';
  return value >= (wasBad ? leaves(warnAt) : warnAt) ? 'warning' : 'ok';
}
