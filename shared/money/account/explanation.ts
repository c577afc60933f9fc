import { needsReason, type Difference } from '../match/difference.ts';

/** What a person said of a difference, when it was of this amount. The last word on a difference stands. */
export type Explanation = {
  readonly difference: string;
  readonly amountVnd: number;
  readonly words: string;
  readonly by: string;
  readonly at: string;
};

/** A difference with what was said of it; null: nothing, or of another amount. */
export type ExplainedDifference = Difference & { readonly explanation: Explanation | null };

/** Puts each difference beside the last that was said of it. `said` in the order it was said. */
export function explain(differences: readonly Difference[], said: readonly Explanation[]): ExplainedDifference[] {
  const last = new Map(said.map((one) => [one.difference, one]));
  return differences.map((difference) => {
    const explanation = last.get(difference.key);
    return { ...difference, explanation: explanation?.amountVnd === difference.amountVnd ? explanation : null };
  });
}

/** Those that nothing explains: neither time nor a person. */
export function unexplained(differences: readonly ExplainedDifference[]): ExplainedDifference[] {
  return differences.filter((one) => needsReason(one) && one.explanation === null);
}
