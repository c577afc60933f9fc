import { partsOf } from '../condition.ts';
import type { Rule } from '../rule.ts';

/** The metrics that rules count; rows of others need not be read. */
export function metricsAskedBy(rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ when, close }) =>
      [...partsOf(when), ...(close ? partsOf(close) : [])].map(({ metric }) => metric),
    ),
  );
}
