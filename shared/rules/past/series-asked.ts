import type { ClientBase } from 'pg';
import { listSeries, type PastSeries } from '../../store/read-series-rows.ts';
import { addDays } from '../../kpi/ledger/days.ts';
import type { RuleCity } from '../city.ts';
import { feedsOf, instancesOn } from '../instance.ts';
import { metricsAskedBy } from '../replay/metrics-asked-by.ts';
import type { Rule } from '../rule.ts';

/** Series that rules count, by the grain they are counted in; `slots`: those of which distributions are asked. */
export type SeriesAsked = {
  readonly byId: ReadonlyMap<number, PastSeries>;
  readonly minute: readonly number[];
  readonly hour: readonly number[];
  readonly slots: readonly number[];
};

/** Which of a world's series are asked for by any target of these rules between two civil days. */
export async function readSeriesAsked(
  client: ClientBase,
  asked: { readonly world: string; readonly rules: readonly Rule[]; readonly city: RuleCity },
  days: { readonly first: string; readonly last: string },
): Promise<SeriesAsked> {
  const { world, rules, city } = asked;
  const names = new Set<string>();
  const withSlots = new Set<string>();
  for (let day = days.first; day <= days.last; day = addDays(day, 1)) {
    for (const instance of instancesOn(rules, city, day)) {
      const { when } = instance.rule;
      const fed = feedsOf(instance).map(({ series }) => series);
      fed.forEach((series) => names.add(series));
      if (when.kind === 'metric' && when.stat === 'p90') fed.forEach((series) => withSlots.add(series));
    }
  }
  const all = await listSeries(client, { world, metrics: [...metricsAskedBy(rules)] });
  const idsOf = (grain: 'minute' | 'hour', of: ReadonlySet<string>): number[] =>
    all.flatMap(({ series, metric, dim, unit, scope }) =>
      of.has(`${grain} ${metric} ${dim} ${unit} ${scope}`) ? [series] : [],
    );
  return {
    byId: new Map(all.map((one) => [one.series, one])),
    ...{ minute: idsOf('minute', names), hour: idsOf('hour', names), slots: idsOf('minute', withSlots) },
  };
}
