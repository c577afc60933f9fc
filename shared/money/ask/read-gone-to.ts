import { readLastDropped } from '../../store/read-last-dropped.ts';
import type { Sql } from '../../store/sql.ts';
import type { CivilCalendar } from '../../time/civil-day.ts';

const dayMs = 86_400_000;
const forEver = { fromMs: 0, toMs: Date.UTC(9999, 0) };

/**
 * The last civil day of which raw events were dropped, all or some of them (RETENTION_D); null: of none. Days until then are not
 * compared any more: day rows still tell what was paid, but what operators stated is in events alone.
 */
export async function readGoneTo(
  sql: Sql,
  { world, days }: { readonly world: string; readonly days: CivilCalendar },
): Promise<string | null> {
  const dropped = await readLastDropped(sql, { world, ...forEver });
  return dropped === undefined ? null : days.dayOf(Date.parse(dropped) + dayMs - 1);
}
