import { stringify } from 'yaml';
import { ruleSchema, type Rule } from './rule.ts';

type Mapping = Record<string, unknown>;

/** A rule as one writes it: YAML, without what would be so anyway. */
export function toRuleText(rule: Rule): string {
  const order = [
    'id',
    'name',
    'priority',
    'scope',
    'when',
    'close',
    'forS',
    'keepFiringS',
    'noDataAfterS',
    'hours',
    'quiet',
  ];
  const rest = Object.keys(rule).filter((key) => !order.includes(key) && key !== 'action');
  const entries = [...order, ...rest, 'action'].flatMap((key) => {
    const value = (rule as Mapping)[key];
    return value === undefined || isDefault(rule, key) ? [] : [[key, brief(rule, key, value)] as const];
  });
  return stringify(Object.fromEntries(entries), { lineWidth: 100 });
}

/** Whether a rule without that key would be the same rule. */
function isDefault(rule: Rule, key: string): boolean {
  return isSame({ ...rule, [key]: undefined }, rule);
}

/** Within a condition, too, what would be so anyway is left out. */
function brief(rule: Rule, key: string, value: unknown): unknown {
  if (key === 'causes') {
    return rule.causes.map(({ rule: explained, equal }) =>
      equal.length === 0 ? { rule: explained } : { rule: explained, equal },
    );
  }
  if (key !== 'when' && key !== 'close' && key !== 'scope') return value;
  const inner = value as Mapping;
  const kept = Object.entries(inner).filter(
    ([name]) =>
      !isSame({ ...rule, [key]: Object.fromEntries(Object.entries(inner).filter(([one]) => one !== name)) }, rule),
  );
  return Object.fromEntries(kept);
}

function isSame(changed: Mapping, rule: Rule): boolean {
  const parsed = ruleSchema.safeParse(
    Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)),
  );
  return parsed.success && JSON.stringify(sorted(parsed.data)) === JSON.stringify(sorted(rule));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
