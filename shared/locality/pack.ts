import type { Rule } from '../rules/rule.ts';
import type { AlertSettings, PackHeader } from './pack-header.ts';
import type { RowOf } from './table.ts';
import type { WallSettings } from './wall-settings.ts';
import { calendar } from './tables/calendar.ts';
import { departments, offices } from './tables/departments.ts';
import { establishment } from './tables/establishment.ts';
import { kiosks } from './tables/kiosks.ts';
import { operators, parking } from './tables/parking.ts';
import { branches, points } from './tables/points.ts';
import { procedures } from './tables/procedures.ts';
import { successions } from './tables/successions.ts';
import { systems } from './tables/systems.ts';
import { targets } from './tables/targets.ts';
import { units } from './tables/units.ts';

/**
 * A city as a folder of data: `pack.yaml`, `alerts.yaml`, perhaps `rules.yaml` and `wall.yaml`, and these tables. Nothing here touches a disk, so a screen may
 * import it. `valid_from` and `valid_to` are civil days, the second exclusive; null: no end. A code may have several
 * rows whose times do not overlap: an asset that moved, a unit renamed.
 */
export const tables = {
  ...{ units, departments, offices, branches, points, kiosks, operators, parking },
  ...{ procedures, systems, targets, calendar, successions, establishment },
} as const;

export type TableName = keyof typeof tables;
export const tableNames = Object.keys(tables) as TableName[];

/** The rows of each table. */
export type PackTables = { readonly [Name in TableName]: readonly RowOf<(typeof tables)[Name]>[] };

/** Everything a city's folder says, checked. */
export type Pack = PackHeader &
  PackTables & {
    readonly alerts: AlertSettings;
    readonly rules: readonly Rule[];
    readonly walls: readonly WallSettings[];
  };
