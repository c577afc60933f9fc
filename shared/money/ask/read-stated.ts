import { readSettlements } from '../../store/read-settlements.ts';
import type { Sql } from '../../store/sql.ts';
import type { CivilCalendar } from '../../time/civil-day.ts';
import type { StatedRow } from '../match/rows.ts';

/** Operators' statements of days from one to before another, in the order of the log; a statement is of the day it begins on. */
export async function readStated(
  sql: Sql,
  { world, from, to, days }: { world: string; from: string; to: string; days: CivilCalendar },
): Promise<StatedRow[]> {
  const rows = await readSettlements(sql, { world, fromMs: days.startOf(from), toMs: days.startOf(to) });
  return rows.map(({ site, fromMs, method, payments, amountVnd, statedMs }) => ({
    ...{ site, method, payments, amountVnd },
    ...{ day: days.dayOf(fromMs), statedDay: days.dayOf(statedMs) },
  }));
}
