import type pg from 'pg';
import { countRegistry } from '#shared/store/count-registry.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { Finding } from './finding.ts';

/** How much of the registry is a placeholder. That is no fault, but nobody may take it for the city's own. */
export async function examineCity(client: pg.Client, timeZone: string): Promise<Omit<Finding, 'name'>> {
  const now = new Date();
  const counted = await countRegistry(client, { at: now, day: civilCalendar(timeZone).dayOf(now.getTime()) });
  if (counted.length === 0) return { state: 'bad', found: 'the registry is empty', remedy: 'vonglau pack import CITY' };
  const ours = counted.filter(({ placeholders }) => placeholders > 0);
  if (ours.length === 0) return { state: 'ok', found: 'no placeholders' };
  const list = ours.map(({ of, total, placeholders }) => `${placeholders} of ${total} ${of}`).join(', ');
  const remedy = "write the city's own into its folder, then vonglau pack import";
  return { state: 'warning', found: `placeholders: ${list}`, remedy };
}
