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
 * Ranks the answers of one KPI: by value where all are held to the same or somebody to nothing, else by how far each is past
 * its own target. Hours that were out of a unit's reach do not count. Who has no value is not ranked. In the order of the
 * answers.
 */
export function rankAnswers(answers: readonly KpiAnswer[]): Standing[] {
  const having = answers.filter((answer) => ranks(answer));
  const compare = compareBy(having);
  const ranked = having.toSorted(compare);
  const places = new Map<KpiAnswer, number>();
  ranked.forEach((answer, at) => {
    const before = ranked[at - 1];
    const isSame = before !== undefined && compare(before, answer) === 0;
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

/** What a league goes by: the figures themselves, or how far each is past its own target. */
export type Yardstick = 'value' | 'distance';

/** What a league of these answers goes by; of those that are ranked at all. */
export function yardstickOf(answers: readonly KpiAnswer[]): Yardstick {
  const having = answers.filter((answer) => ranks(answer));
  const [first] = having;
  const isSame = having.every((one) => one.target === first?.target && one.direction === first.direction);
  return isSame || having.some(({ target }) => target === null) ? 'value' : 'distance';
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

type Compare = (one: KpiAnswer, other: KpiAnswer) => number;

/**
 * One yardstick for the whole league, whoever is compared: with one for some pairs and another for others, three could each
 * stand before the next. Below 0: the first stands better.
 */
function compareBy(answers: readonly KpiAnswer[]): Compare {
  const untargeted = answers.find(({ target }) => target === null);
  const [first] = answers;
  if (yardstickOf(answers) === 'distance') return (one, other) => Math.sign(toSteps(other) - toSteps(one));
  const sign = (untargeted ?? first)?.direction === 'at_most' ? 1 : -1;
  const figures = answers.map(fairFigure);
  const areFractions = figures.every(({ numerator, denominator }) => numerator !== null && denominator !== null);
  const compare = areFractions ? compareFractions : compareValues;
  return (one, other) => sign * compare(fairFigure(one), fairFigure(other));
}

/** As fractions 2 of 3 and 4 of 6 are the same. */
function compareFractions(one: Figure, other: Figure): number {
  const [n1, d1, n2, d2] = [one.numerator ?? 0, one.denominator ?? 0, other.numerator ?? 0, other.denominator ?? 0];
  const difference = BigInt(n1) * BigInt(d2) - BigInt(n2) * BigInt(d1);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function compareValues(one: Figure, other: Figure): number {
  return Math.sign((one.value ?? 0) - (other.value ?? 0));
}

/** A gap in whole steps: what differs only in the last binary digits does not differ. */
function toSteps(answer: KpiAnswer): number {
  return Math.round((fairFigure(answer).gap ?? 0) * 1e12);
}
