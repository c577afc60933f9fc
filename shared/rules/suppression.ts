import type { Labels, Suppression } from './alert.ts';
import type { Rule } from './rule.ts';

const stormMs = 600_000;

/** Whether a cause explains a symptom: the rule says so, and each label it names is there on both and the same. */
export function explains(
  cause: { readonly rule: Rule; readonly labels: Labels },
  symptom: { readonly rule: Rule; readonly labels: Labels },
): boolean {
  return cause.rule.causes.some(
    ({ rule, equal }) =>
      rule === symptom.rule.id &&
      equal.every((name) => cause.labels[name] !== undefined && cause.labels[name] === symptom.labels[name]),
  );
}

/** Adds an opening to those of the last ten minutes; returns them and whether they are more than the rule bears. */
export function noteOpening(
  openings: readonly number[],
  nowMs: number,
  most: number,
): { readonly openings: readonly number[]; readonly isStorm: boolean } {
  const recent = [...openings.filter((ms) => ms > nowMs - stormMs), nowMs];
  return { openings: recent, isStorm: recent.length > most };
}

/** Why an alert is not announced, the nearest reason first: a symptom stands under its cause whatever else holds. */
export function suppressionOf(facts: {
  readonly inhibitedBy: string | undefined;
  readonly isClosed: boolean;
  readonly isFlapping: boolean;
  readonly isStorm: boolean;
}): Suppression {
  if (facts.inhibitedBy !== undefined) return { why: 'inhibited', by: facts.inhibitedBy };
  if (facts.isClosed) return { why: 'closed_hours' };
  if (facts.isFlapping) return { why: 'flapping' };
  return { why: facts.isStorm ? 'storm' : 'none' };
}

/** Whether two suppressions are one. */
export function isSameSuppression(a: Suppression, b: Suppression): boolean {
  return a.why === b.why && (a.why !== 'inhibited' || b.why !== 'inhibited' || a.by === b.by);
}
