/** The value at share `p` (0..1) of a sorted list; NaN of an empty one. */
export function quantile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
}

/** The middle of some measurements. */
export function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** `name` as the median of its rounds, `name_min` and `name_max` as their range. */
export function spread(name: string, rounds: readonly number[]): Record<string, number> {
  return {
    [name]: toFigure(median(rounds)),
    [`${name}_min`]: toFigure(Math.min(...rounds)),
    [`${name}_max`]: toFigure(Math.max(...rounds)),
  };
}

/** The spread of every figure that each round found. */
export function spreadAll(rounds: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const names = Object.keys(rounds[0] ?? {});
  const spreads = names.map((name) =>
    spread(
      name,
      rounds.map((figures) => figures[name] ?? Number.NaN),
    ),
  );
  return Object.assign({}, ...spreads) as Record<string, number>;
}

/** A figure as it is printed: whole above 1,000, otherwise four digits that count. */
export function toFigure(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(4));
}
