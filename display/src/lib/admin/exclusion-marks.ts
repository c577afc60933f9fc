import type { ExclusionState } from '#shared/kpi/exclusions/exclusion.ts';
import type { MarkShape } from './mark-shape.ts';

/** The shape beside each state of an exclusion. */
export const exclusionMarks: Readonly<Record<ExclusionState, MarkShape>> = {
  proposed: 'triangle',
  approved: 'dot',
  rejected: 'cross',
  withdrawn: 'dash',
};
