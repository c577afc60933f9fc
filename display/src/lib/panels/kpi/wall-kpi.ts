import type { KpiAnswer } from '#shared/kpi/answer.ts';

/** A KPI of the city as a wall reads it. */
export type WallKpi = Pick<
  KpiAnswer,
  'kpi' | 'valueUnit' | 'value' | 'reason' | 'target' | 'direction' | 'gap' | 'coverage' | 'asOf' | 'period'
> & {
  /** The least share of reporters that its formula asks for. */
  readonly formulaFloor: number;
};
