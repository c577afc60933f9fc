import type { DifferenceClass } from '#shared/money/match/difference.ts';
import type { ClosingState } from '#shared/store/money-closings.ts';
import type { MarkShape } from '../admin/mark-shape.ts';

/** How a class of differences is drawn beside its word. */
export const classMarks: Readonly<Record<DifferenceClass, MarkShape>> = {
  awaited: 'hatched',
  late: 'triangle',
  missing: 'square',
  double: 'square',
  amount: 'square',
  unknown: 'question',
};

/** How the state of a day's closing is drawn; `open`: there is none. */
export const closingMarks: Readonly<Record<ClosingState | 'open', MarkShape>> = {
  open: 'dash',
  proposed: 'triangle',
  closed: 'dot',
  rejected: 'cross',
  withdrawn: 'cross',
  reopened: 'triangle',
};
