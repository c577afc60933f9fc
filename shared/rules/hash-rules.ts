import { hash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { inOrder } from './in-order.ts';
import type { Rule } from './rule.ts';

/** Tells one rule from another: the same text for the same rule, however it was written. */
export function hashRule(rule: Rule): string {
  return hash('sha256', canonicalize(rule), 'hex');
}

/** Tells one set of rules from another, whatever order they come in. */
export function hashRules(rules: readonly Rule[]): string {
  return hash('sha256', inOrder(rules).map(hashRule).join('\n'), 'hex');
}
