import type { Rule } from './rule.ts';

/** Rules in the one order in which they are judged and listed: the gravest first, then by name. */
export function inOrder<Kind extends Pick<Rule, 'id' | 'priority'>>(rules: readonly Kind[]): Kind[] {
  return [...rules].sort((a, b) => (a.priority + a.id < b.priority + b.id ? -1 : 1));
}
