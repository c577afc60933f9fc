/** What others document, and what we do: `same`, or how it differs and why; `got` runs our code. */
export type ComparedCase = {
  readonly about: string;
  readonly source: string;
  readonly theirs: string;
  readonly ours: string;
  readonly got: () => unknown;
  readonly want: unknown;
};
