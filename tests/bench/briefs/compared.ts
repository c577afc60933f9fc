import type { Brief, BriefKpi } from '#shared/brief/brief.ts';

/** What was compared with what. */
export type Compared = readonly [what: string, found: unknown, expected: unknown];

/** The city's rows of a KPI: where a month's target ends within a week, each part has one of its own. */
export function rowsOf({ counted }: Brief, kpi: string): BriefKpi[] {
  const own = counted.kpis.filter((row) => row.kpi === kpi && row.unit === '');
  // Several targets ask for the same figure: those of the first.
  return own.filter(({ targetSet }) => targetSet === own[0]?.targetSet);
}
