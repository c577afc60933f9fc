import type { MarkShape } from '../admin/mark-shape.ts';
import type { ShownState } from './write-answer.ts';

/** The shape beside the word of a state. */
export const stateMarks: Readonly<Record<ShownState, MarkShape>> = {
  reached: 'dot',
  reachable: 'triangle',
  short: 'triangle',
  unreachable: 'square',
  unknown: 'question',
  untargeted: 'dash',
};
