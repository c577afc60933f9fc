import { readBaselines } from '../../store/baselines.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { baselinesFrom, noBaselines, usualHoursOf, type Baselines } from '../baseline.ts';
import { baselinesHeld, deviatingParts, toUsualRows } from '../baseline-versions.ts';
import type { RuleCity } from '../city.ts';
import type { Rule } from '../rule.ts';
import { measureBaselines } from './measure-baselines.ts';

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
  const { dayOf } = civilCalendar(city.timeZone);
  const held = baselinesHeld(await readBaselines(sql, { world, fromDay: dayOf(fromMs), toDay: dayOf(toMs) }), city);
  const measured = toUsualRows(await measureBaselines(sql, { ...asked, untilMs: fromMs }));
  const first = baselinesFrom(measured, city.timeZone, usualHoursOf(city));
  return (series, atMs) => held(series, atMs) ?? first(series, atMs);
}
