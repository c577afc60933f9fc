import { readBaselines } from '../../store/baselines.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { baselinesFrom, noBaselines, usualHoursOf, type Baselines } from '../baseline.ts';
import type { RuleCity } from '../city.ts';
import type { Rule } from '../rule.ts';
import { deviatingParts, measureBaselines } from './measure-baselines.ts';

/**
 * What was usual as it was known on each day of a span: what the office had measured by then; for days before it first did, what
 * it would have measured when the span began.
 */
export async function readBaselinesHeld(
  sql: Sql,
  asked: { readonly world: string; readonly rules: readonly Rule[]; readonly city: RuleCity },
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<Baselines> {
  const { world, rules, city } = asked;
  if (deviatingParts(rules).length === 0) return noBaselines;
  const isUsual = usualHoursOf(city);
  const { dayOf } = civilCalendar(city.timeZone);
  const versions = await readBaselines(sql, { world, fromDay: dayOf(fromMs), toDay: dayOf(toMs) });
  const held = [...versions].map(([day, rows]) => ({ day, baselines: baselinesFrom(rows, city.timeZone, isUsual) }));
  const measured = await measureBaselines(sql, { ...asked, untilMs: fromMs });
  const named = measured.map(({ metric, dim, stat, unit, ...usual }) => ({
    series: `${metric} ${dim} ${stat} ${unit}`,
    ...usual,
  }));
  const first = baselinesFrom(named, city.timeZone, isUsual);
  return (series, atMs) => {
    const day = dayOf(atMs);
    const version = held.findLast((one) => one.day <= day);
    return version?.baselines(series, atMs) ?? first(series, atMs);
  };
}
