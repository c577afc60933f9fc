import { tableNames, type Pack } from '../pack.ts';
import type { Rule } from '../../rules/rule.ts';
import type { AlertSettings, PackHeader } from '../pack-header.ts';
import type { WallSettings } from '../wall-settings.ts';

/** A pack's `pack.yaml`, `alerts.yaml`, `rules.yaml` and `wall.yaml` as documents; a city without rules or walls has no such file. */
export function settingsOf(pack: Pack): {
  header: PackHeader;
  alerts: AlertSettings;
  rules?: { rules: readonly Rule[] };
  walls?: { walls: readonly WallSettings[] };
} {
  const others = new Set<string>([...tableNames, 'alerts', 'rules', 'walls']);
  const header = Object.entries(pack).filter(([key]) => !others.has(key));
  const { alerts, rules, walls } = pack;
  return {
    ...{ header: Object.fromEntries(header) as PackHeader, alerts },
    ...(rules.length > 0 && { rules: { rules } }),
    ...(walls.length > 0 && { walls: { walls } }),
  };
}
