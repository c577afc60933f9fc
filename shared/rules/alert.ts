import type { LabelName, Rule } from './rule.ts';

/**
 * The first axis of an alert: does its condition hold. `pending` and `normal` are of no alert yet; `recovering` is over but
 * kept open; `no_data` means that nobody knows, and is never over by itself; `error` that the question has no answer.
 */
export type AlertCondition = 'normal' | 'pending' | 'firing' | 'recovering' | 'no_data' | 'error';

/** The second axis: why it is not announced. What persons do (shelving, maintenance, acknowledging) is laid over it later. */
export type Suppression =
  | { readonly why: 'none' | 'closed_hours' | 'flapping' | 'storm' }
  /** `by` is the alert that explains it. */
  | { readonly why: 'inhibited'; readonly by: string };

export type Labels = { readonly [Name in LabelName]?: string };

/** Who an alert is: the same world, rule, target and opening are the same alert. */
export type AlertIdentity = {
  readonly world: string;
  readonly rule: string;
  /** An asset, a unit, or '' for the city. */
  readonly target: string;
  /** Place in the log of the tick at which it opened. */
  readonly openedSeq: number;
};

export type AlertStanding = { readonly condition: AlertCondition; readonly suppression: Suppression };

/** A change of an alert. The first one of an alert comes from `normal` or `pending`, the last one goes to `normal`. */
export type Transition = {
  readonly alert: AlertIdentity;
  readonly priority: Rule['priority'];
  readonly labels: Labels;
  /** World time of the tick at which it was seen. */
  readonly at: string;
  /** When what it is about began: of a silence the last sign of life and the interval after it, else the first breach. */
  readonly since: string;
  readonly from: AlertStanding;
  readonly to: AlertStanding;
  readonly why: string;
  readonly value: number | string | boolean | null;
};

/** An alert in one word. */
export function alertName({ rule, target, openedSeq }: Pick<AlertIdentity, 'rule' | 'target' | 'openedSeq'>): string {
  return `${rule}/${target}#${openedSeq}`;
}
