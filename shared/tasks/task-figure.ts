import type { KpiAnswer } from '../kpi/answer.ts';

/** A figure that an order is about, as it stood at `asOf`, with what one needs to judge it. */
export type TaskFigure = Pick<
  KpiAnswer,
  | ('kpi' | 'unit' | 'period' | 'asOf' | 'value' | 'reason' | 'valueUnit' | 'numerator' | 'denominator')
  | ('target' | 'targetSet' | 'direction' | 'gap' | 'adjusted' | 'coverage')
>;
