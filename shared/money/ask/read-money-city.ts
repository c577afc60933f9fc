import { packHeader } from '../../locality/pack-header.ts';
import { listCalendarDays } from '../../store/list-calendar-days.ts';
import { readCitySetting } from '../../store/read-city-setting.ts';
import { readTimeZone } from '../../store/read-time-zone.ts';
import type { Sql } from '../../store/sql.ts';
import { listMappings } from '../../store/money-mappings.ts';
import { businessCalendar } from '../../time/business-calendar.ts';
import { civilCalendar, type CivilCalendar } from '../../time/civil-day.ts';
import { parseOpeningHours } from '../../time/opening-hours.ts';
import type { Grain } from '../match/rows.ts';
import { usualTerms, type Terms } from '../match/terms.ts';
import { compileReference } from '../statement/reference.ts';

/** What comparing money needs to know of the city: its days, by when money is due, what transfers are for. */
export type MoneyCity = {
  readonly timeZone: string;
  readonly days: CivilCalendar;
  readonly terms: Terms;
  readonly grainOf: (operator: string) => Grain;
};

const finest: Grain = { site: true, method: true };

/** Reads it; banks work when the city's offices do. */
export async function readMoneyCity(sql: Sql): Promise<MoneyCity> {
  const timeZone = await readTimeZone(sql);
  const placeholders = packHeader.shape.placeholders.safeParse(await readCitySetting(sql, 'placeholders'));
  const hours = parseOpeningHours(placeholders.success ? placeholders.data.opening : 'Mo-Fr 08:00-17:00') ?? [];
  const { addWorkingDays } = businessCalendar(hours, await listCalendarDays(sql), timeZone);
  const grains = new Map<string, Grain>();
  for (const { mapping } of await listMappings(sql)) {
    const form = compileReference(mapping.reference);
    if (!('fault' in form)) grains.set(mapping.operator, form.grain);
  }
  return {
    ...{ timeZone, days: civilCalendar(timeZone), terms: usualTerms(addWorkingDays) },
    grainOf: (operator) => grains.get(operator) ?? finest,
  };
}
