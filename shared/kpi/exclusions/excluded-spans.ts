import type { CivilCalendar } from '../../time/civil-day.ts';
import type { Formula } from '../formulas/formula.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { codesReadAs, successorsOn } from '../ledger/successions.ts';
import { subjectOf, unitsIn } from '../ledger/unit-sets.ts';
import type { Exclusion } from './exclusion.ts';
import { intersectSpans, mergeSpans, type Span } from './hours.ts';

/** Whole hours that do not count, by the unit their events are stamped with, and the exclusions that say so. */
export type Excluded = {
  readonly spans: ReadonlyMap<string, readonly Span[]>;
  readonly of: ReadonlyMap<string, readonly Exclusion[]>;
};

/**
 * The approved exclusions of a KPI within a span of time, for the units asked about (null: every one). An hour that two
 * exclude is excluded once.
 */
export function excludedSpans(
  ledger: Ledger,
  { kpi, level }: Pick<Formula, 'kpi' | 'level'>,
  { calendar, within, units }: { calendar: CivilCalendar; within: Span; units: ReadonlySet<string> | null },
): Excluded {
  const found = new Map<string, Exclusion[]>();
  for (const exclusion of ledger.exclusions) {
    const isMeant = exclusion.state === 'approved' && exclusion.kpis.includes(kpi);
    if (!isMeant || intersectSpans([exclusion], [within]).length === 0) continue;
    // What serves the whole city is nobody's share of it.
    if (level === 'city' && exclusion.unitSet !== 'all') continue;
    for (const unit of stampedBy(ledger, exclusion, calendar)) {
      if (units && !units.has(unit)) continue;
      const known = found.get(unit);
      if (known) known.push(exclusion);
      else found.set(unit, [exclusion]);
    }
  }
  const spans = [...found].map(
    ([unit, exclusions]) => [unit, intersectSpans(mergeSpans(exclusions), [within])] as const,
  );
  return { spans: new Map(spans), of: found };
}

function stampedBy(ledger: Ledger, { unitSet, fromMs }: Exclusion, { dayOf }: CivilCalendar): string[] {
  const day = dayOf(fromMs);
  const units = unitsIn(ledger, subjectOf(unitSet), day);
  if (units === undefined) return [];
  if (units === null) return [...new Set(ledger.units.map(({ code }) => code))];
  const successors = successorsOn(ledger.successions, day);
  return units.flatMap((unit) => codesReadAs(unit, successors));
}
