import type { BaselineVersion } from '../../store/baselines.ts';
import { listSeries, readSeriesRows } from '../../store/read-series-rows.ts';
import type { Sql } from '../../store/sql.ts';
import { baselineWeeks, deviatingParts, measureVersion } from '../baseline-versions.ts';
import type { RuleCity } from '../city.ts';
import type { Rule } from '../rule.ts';

const weekMs = 7 * 86_400_000;

/** What is usual of what rules compare with it, from the eight weeks before an instant. */
export async function measureBaselines(
  sql: Sql,
  asked: { readonly world: string; readonly rules: readonly Rule[]; readonly city: RuleCity; readonly untilMs: number },
): Promise<BaselineVersion['rows']> {
  const { world, rules, city, untilMs } = asked;
  const parts = deviatingParts(rules);
  if (parts.length === 0) return [];
  const wanted = new Set(parts.map(({ metric, dim = '' }) => `${metric} ${dim}`));
  const all = await listSeries(sql, { world, metrics: [...new Set(parts.map(({ metric }) => metric))] });
  const byId = new Map(
    all
      .filter(({ scope, metric, dim }) => scope === '' && wanted.has(`${metric} ${dim}`))
      .map((one) => [one.series, one]),
  );
  const span = { fromMs: untilMs - baselineWeeks * weekMs, toMs: untilMs };
  const rows = await readSeriesRows(sql, 'hour', { ...span, series: [...byId.keys()] });
  const counted = rows.flatMap(({ series, bucketMs, n, sum }) => {
    const of = byId.get(series);
    return of ? [{ metric: of.metric, dim: of.dim, unit: of.unit, bucketMs, n, sum }] : [];
  });
  return measureVersion(counted, city);
}
