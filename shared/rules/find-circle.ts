import type { Rule } from './rule.ts';

/** Rules that explain one another in a circle, which would silence them all; undefined where there is none. */
export function findCircle(rules: readonly Pick<Rule, 'id' | 'causes'>[]): string[] | undefined {
  const causes = new Map(rules.map(({ id, causes: explained }) => [id, explained.map(({ rule }) => rule)]));
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): string[] | undefined => {
    const at = path.indexOf(id);
    if (at >= 0) return [...path.slice(at), id];
    if (done.has(id)) return undefined;
    for (const next of causes.get(id) ?? []) {
      const circle = visit(next, [...path, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const { id } of rules) {
    const circle = visit(id, []);
    if (circle) return circle;
  }
  return undefined;
}
