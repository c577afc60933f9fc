import { cityCount, countFigure } from './day-counts.ts';
import type { Figure } from './figure.ts';
import { seenToday } from './seen-today.ts';
import { toDayCounts, type WallMoment } from './wall-moment.ts';

export type FeedbackSummary = {
  /** The share of today's feedback that is satisfied. */
  readonly satisfied: Figure;
  /** How many gave any. */
  readonly given: Figure;
  /** Places where any was given today. */
  readonly from: number;
};

/** How satisfied citizens were today, and how many said so. */
export function summariseFeedback(assets: readonly { readonly code: string }[], moment: WallMoment): FeedbackSummary {
  const counts = toDayCounts(moment);
  const { n, sum } = cityCount(counts, 'feedback.satisfied');
  return {
    satisfied: countFigure(counts, 'feedback', () => (n > 0 ? sum / n : null)),
    given: countFigure(counts, 'feedback', () => n),
    from: seenToday(assets, moment, 'feedback'),
  };
}
