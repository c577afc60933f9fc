import type { BaselineSeries, BaselineVersion } from '../../store/baselines.ts';
import { listSeries, readSeriesRows } from '../../store/read-series-rows.ts';
import type { Sql } from '../../store/sql.ts';
import { measureUsual, seriesName, usualHoursOf, type UsualRow } from '../baseline.ts';
import type { RuleCity } from '../city.ts';
import { partsOf, type Part } from '../condition.ts';
import type { Rule } from '../rule.ts';

const baselineWeeks = 8;
const weekMs = 7 * 86_400_000;
const stats = ['n', 'sum'] as const;

/** What rules compare with the usual. */
export function deviatingParts(rules: readonly Rule[]): readonly Part[] {
  return rules.flatMap(({ when, close }) =>
    [when, ...(close ? [close] : [])].flatMap((one) => (one.kind === 'deviation' ? partsOf(one) : [])),
  );
}

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
  const named = new Map<string, BaselineSeries>();
  const hours = rows.flatMap(({ series, bucketMs, n, sum }) => {
    const { metric = '', dim = '', unit = '' } = byId.get(series) ?? {};
    return stats.map((stat): [string, number, number] => {
      const name = seriesName({ metric, dim, stat }, unit);
      named.set(name, { metric, dim, stat, unit });
      return [name, bucketMs, stat === 'n' ? n : sum];
    });
  });
  return measureUsual(hours, city.timeZone, usualHoursOf(city)).flatMap(({ series, ...usual }: UsualRow) => {
    const of = named.get(series);
    return of ? [{ ...of, ...usual }] : [];
  });
}
