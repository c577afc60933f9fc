import { readPlaceDays } from '../../forecast/ask/read-place-days.ts';
import { placesOf } from '../../forecast/ask/places.ts';
import { quarterMs } from '../../forecast/queue/place-day.ts';
import type { Ledger } from '../../kpi/ledger/ledger.ts';
import type { Sql } from '../../store/sql.ts';
import type { StaffMoveRow } from '../../store/staff-moves.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { spansToMeasure, type StaffMeasure } from '../staff-move.ts';

/** What the queue of the point that got people was before and after, exactly as its tickets were counted. */
export async function measureMove(
  sql: Sql,
  { world, toPoint, fromMs, toMs }: Pick<StaffMoveRow, 'world' | 'toPoint' | 'fromMs' | 'toMs'>,
  ledger: Ledger,
): Promise<{ readonly before: StaffMeasure; readonly after: StaffMeasure }> {
  const { before, after } = spansToMeasure({ fromMs, toMs });
  const places = placesOf(ledger, fromMs).filter(({ code }) => code === toPoint);
  const calendar = civilCalendar(ledger.timeZone);
  const measure = async (span: { readonly fromMs: number; readonly toMs: number }): Promise<StaffMeasure> => {
    const days = (await readPlaceDays(sql, places, { world, calendar, spans: [span] })).get(toPoint) ?? [];
    let [called, sumMs] = [0, 0];
    for (const { startMs, quarters } of days) {
      for (const [at, quarter] of quarters.entries()) {
        const beginMs = startMs + at * quarterMs;
        if (beginMs + quarterMs <= span.fromMs || beginMs >= span.toMs) continue;
        called += quarter.called;
        sumMs += quarter.waitMs;
      }
    }
    return { ...span, called, waitMs: called === 0 ? null : Math.round(sumMs / called) };
  };
  return { before: await measure(before), after: await measure(after) };
}
