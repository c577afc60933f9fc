import type { KpiId } from '../kpi/kpi-units.ts';

/**
 * What keeps a KPI of records down, told of single records: handed in at a counter; not online to the end; late; handed
 * back; not digitised. `by`: the move whose day counts.
 */
export type Hold = {
  readonly hold: 'direct' | 'not_full' | 'late' | 'returned' | 'not_digitised';
  readonly by: 'submitted' | 'completed';
};

const holds: Readonly<Partial<Record<KpiId, Hold>>> = {
  online_share: { hold: 'direct', by: 'submitted' },
  full_process_share: { hold: 'not_full', by: 'submitted' },
  online_procedure_share: { hold: 'direct', by: 'submitted' },
  certified_copy_share: { hold: 'direct', by: 'submitted' },
  on_time_share: { hold: 'late', by: 'completed' },
  returned_share: { hold: 'returned', by: 'completed' },
  digitised_share: { hold: 'not_digitised', by: 'submitted' },
};

/** Which records keep a KPI down; undefined: it is not one of single records. */
export function holdOf(kpi: KpiId): Hold | undefined {
  return holds[kpi];
}
