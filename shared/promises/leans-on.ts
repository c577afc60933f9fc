import type { KpiId } from '../kpi/kpi-units.ts';
import type { ConnectedSystem } from '../locality/tables/systems.ts';

type SystemKind = ConnectedSystem['kind'];

const portals: readonly SystemKind[] = ['portal', 'national_portal', 'identity'];

/** Which connected systems a unit needs for a KPI and cannot mend itself; of what is not here none is needed. */
const needed: Readonly<Partial<Record<KpiId, readonly SystemKind[]>>> = {
  online_share: portals,
  full_process_share: portals,
  online_procedure_share: portals,
  certified_copy_share: portals,
  on_time_share: portals,
  digitised_share: portals,
  paid_online_share: ['payment', 'national_portal', 'identity'],
  electronic_document_share: ['document_axis'],
  signed_document_share: ['document_axis', 'identity'],
};

/** Of these alerts in a unit nobody there is at fault: no power, no network. */
export const upstreamTopics = ['power', 'network'] as const;

/** The kinds of systems a KPI leans on. */
export function leansOn(kpi: KpiId): readonly SystemKind[] {
  return needed[kpi] ?? [];
}
