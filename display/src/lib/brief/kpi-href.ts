import { resolve } from '$app/paths';
import type { KpiLine } from '#shared/brief/say/say-kpis.ts';
import { queryOf } from '../desk/query-of.ts';
import { spanQuery } from '../promises/asked-span.ts';
import type { Language } from '../words/language.ts';

/** The page of a figure of a brief, of the days it was told of and against the same set of targets. */
export function kpiHref(
  { kpi, days, targetSet }: Pick<KpiLine, 'kpi' | 'days' | 'targetSet'>,
  { language, world }: { readonly language: Language; readonly world: string },
): string {
  return `${resolve('/kpi/[kpi]', { kpi })}${queryOf(language, { world, ...spanQuery(days), set: targetSet })}`;
}
