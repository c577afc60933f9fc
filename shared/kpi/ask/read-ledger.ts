import { listCalendarDays } from '../../store/list-calendar-days.ts';
import { listExclusions } from '../../store/list-exclusions.ts';
import { listKpiAssets } from '../../store/list-kpi-assets.ts';
import { listOffices } from '../../store/list-offices.ts';
import { listTargets } from '../../store/list-targets.ts';
import { listUnitSuccessions } from '../../store/list-unit-successions.ts';
import { listUnits } from '../../store/list-units.ts';
import { readCitySetting } from '../../store/read-city-setting.ts';
import { readLedgerMark } from '../../store/read-ledger-mark.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { newestVersions } from '../formulas/formulas.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Ledgers as they were read last, the least used first. */
const kept = new Map<string, Ledger>();
const mostKept = 8;

/**
 * What the meaning of a world's figures depends on: read whole once, and again when anything of it has changed. Throws when
 * no city was imported yet.
 */
export async function readLedger(sql: Sql, world: string): Promise<Ledger> {
  const mark = await readLedgerMark(sql);
  const key = `${world} ${mark}`;
  const known = kept.get(key);
  const ledger = known ?? (await readWhole(sql, world));
  kept.delete(key);
  // Where each read sees a moment of its own, what was read between two marks that differ is of neither.
  if (known !== undefined || (await readLedgerMark(sql)) === mark) kept.set(key, ledger);
  for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
  return ledger;
}

async function readWhole(sql: Sql, world: string): Promise<Ledger> {
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
    formulaVersions: newestVersions,
  };
}

/** The year 9999. */
const farMs = 253_370_764_800_000;
