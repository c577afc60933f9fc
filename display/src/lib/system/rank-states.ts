import type { ConditionState } from '#shared/wire/health.ts';

const order: readonly ConditionState[] = ['ok', 'unknown', 'warning', 'critical'];

/** 0 for `ok`, growing with how bad a state is. */
export function rankOf(state: ConditionState): number {
  return order.indexOf(state);
}

/** The worst of some states; `ok` of none. */
export function worstOf(states: Iterable<ConditionState>): ConditionState {
  return [...states].reduce<ConditionState>((worst, state) => (rankOf(state) > rankOf(worst) ? state : worst), 'ok');
}
