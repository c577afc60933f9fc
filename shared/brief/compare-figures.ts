import type { KpiId, KpiUnit } from '../kpi/kpi-units.ts';
import type { BriefKpi } from './brief.ts';
import type { AnswerChange } from './compare-answers.ts';

/** What is not as a brief told it: a part (`of`) of a figure, how many events there were, or what a unit says. */
export type BriefChange =
  | AnswerChange
  | {
      readonly what: 'kpi';
      readonly kpi: KpiId;
      readonly unit: string;
      readonly targetSet: string | null;
      readonly of: 'value' | 'numerator' | 'denominator' | 'reporting';
      readonly valueUnit: KpiUnit;
      readonly was: number | null;
      readonly is: number | null;
    }
  | { readonly what: 'events'; readonly was: number; readonly is: number };

type Figures = { readonly kpis: readonly BriefKpi[]; readonly events: number };

/** What differs between the figures of the same days as they were told and as they are: each part of each figure. */
export function compareFigures(was: Figures, is: Figures): BriefChange[] {
  const before = new Map(was.kpis.map((row) => [keyOf(row), row]));
  const changes = is.kpis.flatMap((row): BriefChange[] => {
    const old = before.get(keyOf(row));
    const { kpi, unit, targetSet, valueUnit } = row;
    const parts = [
      ['value', old?.value ?? null, row.value],
      ['numerator', old?.numerator ?? null, row.numerator],
      ['denominator', old?.denominator ?? null, row.denominator],
      ['reporting', old?.coverage.reporting ?? null, row.coverage.reporting],
    ] as const;
    return parts
      .filter(([, one, other]) => one !== other)
      .map(([of, one, other]) => ({ what: 'kpi', kpi, unit, targetSet, of, valueUnit, was: one, is: other }));
  });
  return was.events === is.events ? changes : [...changes, { what: 'events', was: was.events, is: is.events }];
}

function keyOf({ kpi, unit, targetSet, days }: BriefKpi): string {
  return `${kpi} ${unit} ${targetSet} ${days.from}`;
}
