import { listCalendarDays } from '../../store/list-calendar-days.ts';
import { listExclusions } from '../../store/list-exclusions.ts';
import { listKpiAssets } from '../../store/list-kpi-assets.ts';
import { listOffices } from '../../store/list-offices.ts';
import { listTargets } from '../../store/list-targets.ts';
import { listUnitSuccessions } from '../../store/list-unit-successions.ts';
import { listUnits } from '../../store/list-units.ts';
import { readCitySetting } from '../../store/read-city-setting.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Reads what the meaning of a world's figures depends on. Throws when no city was imported yet. */
export async function readLedger(sql: Sql, world: string): Promise<Ledger> {
  const timeZone = await readCitySetting(sql, 'timeZone');
  if (typeof timeZone !== 'string') {
    throw new Error('the registry holds no city yet: start the system once, or run vonglau pack import');
  }
  const { dayOf } = civilCalendar(timeZone);
  const centre = await readCitySetting(sql, 'centre');
  const assets = await listKpiAssets(sql);
  return {
    timeZone,
    centre: typeof centre === 'string' ? centre : null,
    units: await listUnits(sql, null),
    offices: await listOffices(sql, null),
    targets: await listTargets(sql),
    successions: await listUnitSuccessions(sql),
    assets: assets.map((asset) => ({
      ...asset,
      validFrom: dayOf(asset.fromMs),
      validTo: asset.toMs === null ? null : dayOf(asset.toMs),
    })),
    specialDays: await listCalendarDays(sql),
    exclusions: await listExclusions(sql, { world, fromMs: 0, toMs: farMs, states: ['approved'] }),
  };
}

/** The year 9999. */
const farMs = 253_370_764_800_000;
