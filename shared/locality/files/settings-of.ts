import { tableNames, type Pack } from '../pack.ts';
import type { AlertSettings, PackHeader } from '../pack-header.ts';

/** A pack's `pack.yaml` and `alerts.yaml` as documents. */
export function settingsOf(pack: Pack): { header: PackHeader; alerts: AlertSettings } {
  const tables = new Set<string>(tableNames);
  const header = Object.entries(pack).filter(([key]) => key !== 'alerts' && !tables.has(key));
  return { header: Object.fromEntries(header) as PackHeader, alerts: pack.alerts };
}
