import type { Figure, KpiAnswer, NoValue } from '../kpi/answer.ts';

/**
 * Where a unit stands in a league. `rank` null: it is not ranked, and `why` says so. Units that stand alike share a rank;
 * `of` is how many are ranked. `isFew`: one more or one less would move its figure by more than a few points.
 */
export type Standing = {
  readonly rank: number | null;
  readonly isShared: boolean;
  readonly of: number;
  readonly why: NoValue | null;
  readonly isFew: boolean;
};

/** Under so many a share moves by more than three points with each one. */
export const fewestTold = 30;

/**
 * Ranks the answers of one KPI by how far each is past its own target, where there is none by its value; hours that were
 * out of a unit's reach do not count. Who has no value is not ranked. In the order of the answers.
 */
export function rankAnswers(answers: readonly KpiAnswer[]): Standing[] {
  const ranked = answers.filter((answer) => ranks(answer)).sort(compareAnswers);
  const places = new Map<KpiAnswer, number>();
  ranked.forEach((answer, at) => {
    const before = ranked[at - 1];
    const isSame = before !== undefined && compareAnswers(before, answer) === 0;
    places.set(answer, isSame ? (places.get(before) ?? at) : at + 1);
  });
  const shared = Map.groupBy(places.values(), (place) => place);
  return answers.map((answer) => {
    const rank = places.get(answer) ?? null;
    return {
      rank,
      isShared: rank !== null && (shared.get(rank)?.length ?? 0) > 1,
      of: ranked.length,
      why: rank === null ? (answer.reason ?? 'no-data') : null,
      isFew: isFewOf(answer),
    };
  });
}

/** The figure a unit is held to: without the hours out of its reach, where there were such. */
export function fairFigure(answer: Figure & Pick<KpiAnswer, 'adjusted'>): Figure {
  const { adjusted } = answer;
  return adjusted && adjusted.value !== null ? adjusted : answer;
}

/** Whether a figure speaks of so few that chance may have made it. */
export function isFewOf(answer: KpiAnswer): boolean {
  const { denominator } = fairFigure(answer);
  // Of availability the denominator is time.
  const isCounted =
    answer.valueUnit !== 'count' && !answer.kpi.endsWith('availability') && answer.kpi !== 'system_uptime';
  return isCounted && denominator !== null && denominator < fewestTold;
}

function ranks(answer: KpiAnswer): boolean {
  return answer.value !== null && fairFigure(answer).value !== null;
}

/** Below 0: the first stands better. Shares are compared as fractions, so that 2 of 3 and 4 of 6 are the same. */
function compareAnswers(one: KpiAnswer, other: KpiAnswer): number {
  const sign = one.direction === 'at_least' ? -1 : 1;
  if (one.target !== other.target && one.target !== null && other.target !== null) {
    return round((fairFigure(other).gap ?? 0) - (fairFigure(one).gap ?? 0));
  }
  return sign * compareFigures(fairFigure(one), fairFigure(other));
}

function compareFigures(one: Figure, other: Figure): number {
  const [n1, d1, n2, d2] = [one.numerator, one.denominator, other.numerator, other.denominator];
  if (n1 === null || d1 === null || n2 === null || d2 === null) return Math.sign((one.value ?? 0) - (other.value ?? 0));
  const difference = BigInt(n1) * BigInt(d2) - BigInt(n2) * BigInt(d1);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** What differs only in the last binary digits does not differ. */
function round(difference: number): number {
  return Math.abs(difference) < 1e-12 ? 0 : Math.sign(difference);
}
