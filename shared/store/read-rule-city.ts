import type { AssetKind } from '../events/kind.ts';
import { alertSettings, packHeader } from '../locality/pack-header.ts';
import { toRuleAssets, type PlainAsset, type RuleCity } from '../rules/city.ts';
import { civilCalendar } from '../time/civil-day.ts';
import { listCalendarDays } from './list-calendar-days.ts';
import { listSystems } from './list-systems.ts';
import { listUnits } from './list-units.ts';
import { readCitySetting } from './read-city-setting.ts';
import type { Sql } from './sql.ts';

type Row = Omit<PlainAsset, 'validFrom' | 'validTo'> & {
  readonly kind: AssetKind;
  readonly from: Date;
  readonly to: Date | null;
};

/** What rules know of the city, from the registry. Throws when no city was imported yet. */
export async function readRuleCity(sql: Sql): Promise<RuleCity> {
  const zone = packHeader.shape.timeZone.safeParse(await readCitySetting(sql, 'timeZone'));
  if (!zone.success) {
    throw new Error('the registry holds no city yet: start the system once, or run vonglau pack import');
  }
  const { silence } = alertSettings.parse(await readCitySetting(sql, 'alerts'));
  const { opening } = packHeader.shape.placeholders.parse(await readCitySetting(sql, 'placeholders'));
  const systems = new Map((await listSystems(sql, null)).map((system) => [system.code, system.expectedIntervalS]));
  const { dayOf } = civilCalendar(zone.data);
  const { rows } = await sql.query<Row>(
    `SELECT code, kind, unit, point, operator, branch, opening, valid_from AS "from", valid_to AS "to"
     FROM assets ORDER BY code, valid_from`,
  );
  const assets = rows.map(({ from, to, ...row }) => ({
    ...row,
    validFrom: dayOf(from.getTime()),
    validTo: to && dayOf(to.getTime()),
  }));
  const units = await listUnits(sql, null);
  return {
    timeZone: zone.data,
    assets: toRuleAssets(assets, { systems, silence }),
    units: units.map(({ code, kind: type, validFrom, validTo }) => ({ code, type, validFrom, validTo })),
    specialDays: await listCalendarDays(sql),
    opening,
  };
}
