import { tableNames, type Pack } from '../pack.ts';
import type { Rule } from '../../rules/rule.ts';
import type { AlertSettings, PackHeader } from '../pack-header.ts';

/** A pack's `pack.yaml`, `alerts.yaml` and `rules.yaml` as documents; a city without rules has no such file. */
export function settingsOf(pack: Pack): {
  header: PackHeader;
  alerts: AlertSettings;
  rules?: { rules: readonly Rule[] };
} {
  const tables = new Set<string>(tableNames);
  const header = Object.entries(pack).filter(([key]) => key !== 'alerts' && key !== 'rules' && !tables.has(key));
  const { alerts, rules } = pack;
  return { header: Object.fromEntries(header) as PackHeader, alerts, ...(rules.length > 0 && { rules: { rules } }) };
}
