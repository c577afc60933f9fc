import { partsOf, type Condition } from '#shared/rules/condition.ts';
import { metricsAskedBy } from '#shared/rules/replay/metrics-asked-by.ts';
import type { Rule } from '#shared/rules/rule.ts';

/** What rules ask of counts: which metrics, of which also the distribution, and how far back. */
export type CountsAsked = {
  readonly metrics: readonly string[];
  readonly distributed: readonly string[];
  readonly longestMs: number;
};

const minuteMs = 60_000;
/** The hour before the present one, which counts as over a little later. */
const deviationMs = 3 * 60 * minuteMs;

export function countsAskedBy(rules: readonly Rule[]): CountsAsked {
  const conditions = rules.flatMap(({ when, close }): Condition[] => (close ? [when, close] : [when]));
  return {
    metrics: [...metricsAskedBy(rules)].sort(),
    distributed: [
      ...new Set(conditions.flatMap((one) => (one.kind === 'metric' && one.stat === 'p90' ? [one.metric] : []))),
    ].sort(),
    longestMs: Math.max(0, ...conditions.map(spanOf)),
  };
}

function spanOf(when: Condition): number {
  if (when.kind === 'deviation') return deviationMs;
  return partsOf(when).length > 0 && 'windowMin' in when ? (when.windowMin + 1) * minuteMs : 0;
}
