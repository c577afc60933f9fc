/** One operator per site, mixed evenly: the next site goes to whoever is furthest behind its share. */
export function listOperators(shares: Readonly<Record<string, number>>): string[] {
  const total = Object.values(shares).reduce((left, right) => left + right, 0);
  const given = new Map<string, number>();
  return Array.from({ length: total }, (_, index) => {
    const behind = Object.entries(shares).map(([operator, share]) => ({
      operator,
      by: ((index + 1) * share) / total - (given.get(operator) ?? 0),
    }));
    const next = behind.reduce((one, other) => (other.by > one.by ? other : one)).operator;
    given.set(next, (given.get(next) ?? 0) + 1);
    return next;
  });
}
