import type { Measure, Term } from './formula.ts';

/** What was counted: by metric and label (`''`: the whole), and distributions by metric and slot. Integers. */
export type Tally = {
  readonly counts: ReadonlyMap<string, { readonly n: number; readonly sum: number }>;
  readonly slots: ReadonlyMap<string, ReadonlyMap<number, number>>;
};

/** A row of a roll-up, added up over some time. */
export type CountRow = { readonly metric: string; readonly dim: string; readonly n: number; readonly sum: number };
/** A slot of a distribution, added up over some time. */
export type SlotRow = { readonly metric: string; readonly slot: number; readonly n: number };

/** Rows gathered; rows of one metric and label add up. */
export function tallyOf(counts: readonly CountRow[], slots: readonly SlotRow[] = []): Tally {
  const byKey = new Map<string, { n: number; sum: number }>();
  for (const { metric, dim, n, sum } of counts) {
    const known = byKey.get(keyOf(metric, dim));
    if (known) Object.assign(known, { n: known.n + n, sum: known.sum + sum });
    else byKey.set(keyOf(metric, dim), { n, sum });
  }
  const byMetric = new Map<string, Map<number, number>>();
  for (const { metric, slot, n } of slots) {
    let own = byMetric.get(metric);
    if (!own) byMetric.set(metric, (own = new Map<number, number>()));
    own.set(slot, (own.get(slot) ?? 0) + n);
  }
  return { counts: byKey, slots: byMetric };
}

/** What is left of `whole` without `part`, which is contained in it. */
export function subtractTally(whole: Tally, part: Tally): Tally {
  return combine([
    [whole, 1],
    [part, -1],
  ]);
}

function combine(signed: readonly (readonly [Tally, 1 | -1])[]): Tally {
  return tallyOf(
    signed.flatMap(([{ counts }, sign]) =>
      [...counts].map(([key, { n, sum }]) => ({ ...partsOf(key), n: sign * n, sum: sign * sum })),
    ),
    signed.flatMap(([{ slots }, sign]) =>
      [...slots].flatMap(([metric, own]) => [...own].map(([slot, n]) => ({ metric, slot, n: sign * n }))),
    ),
  );
}

/** Terms added up. */
export function addTerms({ counts }: Tally, terms: readonly Term[]): number {
  return terms.reduce((total, { metric, of, label = '', minus }) => {
    const value = counts.get(keyOf(metric, label))?.[of] ?? 0;
    return minus ? total - value : total + value;
  }, 0);
}

/** How many different values of a label's key some metrics counted. */
export function countLabels({ counts }: Tally, metrics: readonly string[], key: string): number {
  const found = new Set<string>();
  for (const [row, { n }] of counts) {
    const { metric, dim } = partsOf(row);
    if (n > 0 && metrics.includes(metric) && dim.startsWith(`${key}=`)) found.add(dim);
  }
  return found.size;
}

/** A metric and a label; `procedure=*` stands for all labels of that key. */
export type Read = { readonly metric: string; readonly dim: string };

/** What terms read. */
export function readsOfTerms(terms: readonly Term[]): Read[] {
  return terms.map(({ metric, label = '' }) => ({ metric, dim: label }));
}

/** Every metric and label a measure reads, but for distributions and hours. */
export function readsOf(measure: Measure): Read[] {
  switch (measure.how) {
    case 'ratio':
      return readsOfTerms([...measure.numerator, ...measure.denominator]);
    case 'count':
      return readsOfTerms(measure.numerator);
    case 'labels':
      return [...measure.numerator, ...measure.denominator].map((metric) => ({ metric, dim: `${measure.key}=*` }));
    case 'percentile':
    case 'availability':
      return [];
  }
}

// Metrics have no spaces; labels may.
function keyOf(metric: string, dim: string): string {
  return `${metric} ${dim}`;
}

function partsOf(key: string): { metric: string; dim: string } {
  const at = key.indexOf(' ');
  return { metric: key.slice(0, at), dim: key.slice(at + 1) };
}
