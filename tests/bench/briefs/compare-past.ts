import type pg from 'pg';
import type { Brief } from '#shared/brief/brief.ts';
import { addDays, countDays, type Days } from '#shared/kpi/ledger/days.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { recountByDays, recountByHand, recounted, type ByHand } from '../../support/kpis-by-hand/recount-counts.ts';
import { rowsOf, type Compared } from './compared.ts';

type Pair = ByHand extends ReadonlyMap<string, infer One> ? One : never;

/**
 * What a brief says of other days than its own, of every KPI that is counted in whole events: the value of as many days before, of each
 * day of the curve, and of its target's period so far. What is withheld because too few reported is not compared.
 */
export async function comparePast(db: pg.Client, brief: Brief): Promise<Compared[]> {
  const { days } = brief.period;
  const lastDay = civilCalendar(brief.timeZone).dayOf(Date.parse(brief.asOf) - 1);
  const handOf = async (kpi: (typeof recounted)[number], span: Days): Promise<number | null> =>
    ratioOf((await recountByHand(db, kpi, { world: 'live', ...span })).get(''));
  const compared: Compared[] = [];
  for (const kpi of recounted) {
    const [row] = rowsOf(brief, kpi);
    if (!row) continue;
    if (row.before !== null) {
      const before = { from: addDays(days.from, -countDays(days)), to: days.from };
      compared.push([`${kpi}: before`, row.before, await handOf(kpi, before)]);
    }
    const first = addDays(lastDay, 1 - row.trend.length);
    const curve = await recountByDays(db, kpi, { world: 'live', from: first, to: addDays(lastDay, 1) });
    row.trend.forEach((value, at) => {
      const day = addDays(first, at);
      if (value !== null) compared.push([`${kpi} on ${day}`, value, ratioOf(curve.get(day))]);
    });
    const { course } = row;
    if (course === null || course.value === null) continue;
    const soFar = { from: course.days.from, to: [course.days.to, addDays(lastDay, 1)].sort()[0] ?? course.days.to };
    compared.push([`${kpi} so far`, course.value, await handOf(kpi, soFar)]);
  }
  return compared;
}

/** A running count has no denominator. */
function ratioOf(pair: Pair | undefined): number | null {
  if (!pair) return null;
  if (pair.den === null) return pair.num;
  return pair.den > 0 ? pair.num / pair.den : null;
}
