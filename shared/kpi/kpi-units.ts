/** Every KPI by its id and the unit its value and its target are in; a share is 0 to 1. */
export const kpiUnits = {
  online_share: 'share',
  full_process_share: 'share',
  online_procedure_share: 'share',
  on_time_share: 'share',
  digitised_share: 'share',
  paid_online_share: 'share',
  returned_share: 'share',
  satisfaction: 'share',
  wait_p50: 'ms',
  wait_p90: 'ms',
  hotline_answered_share: 'share',
  hotline_speed: 'ms',
  people_supported: 'count',
  kiosk_availability: 'share',
  cashless_share: 'share',
  electronic_document_share: 'share',
  signed_document_share: 'share',
  certified_copy_share: 'share',
  system_uptime: 'share',
} as const;

export type KpiId = keyof typeof kpiUnits;
export type KpiUnit = (typeof kpiUnits)[KpiId];
