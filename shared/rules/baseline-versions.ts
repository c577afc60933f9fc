import type { BaselineSeries, BaselineVersion } from '../store/baselines.ts';
import { civilCalendar } from '../time/civil-day.ts';
import { baselinesFrom, measureUsual, seriesName, usualHoursOf, type Baselines, type UsualRow } from './baseline.ts';
import type { RuleCity } from './city.ts';
import { partsOf, type Part } from './condition.ts';
import type { Rule } from './rule.ts';

/** A version is measured from so many weeks before its day. */
export const baselineWeeks = 8;
const stats = ['n', 'sum'] as const;

/** What a unit ('' the city) counted of a metric in one hour. */
export type UnitHour = Omit<BaselineSeries, 'stat'> & {
  readonly bucketMs: number;
  readonly n: number;
  readonly sum: number;
};

/** What rules compare with the usual. */
export function deviatingParts(rules: readonly Rule[]): readonly Part[] {
  return rules.flatMap(({ when, close }) =>
    [when, ...(close ? [close] : [])].flatMap((one) => (one.kind === 'deviation' ? partsOf(one) : [])),
  );
}

/** What is usual of each series that was counted in some hours. */
export function measureVersion(counted: Iterable<UnitHour>, city: RuleCity): BaselineVersion['rows'] {
  const named = new Map<string, BaselineSeries>();
  const hours: [string, number, number][] = [];
  for (const { metric, dim, unit, bucketMs, n, sum } of counted) {
    for (const stat of stats) {
      const name = seriesName({ metric, dim, stat }, unit);
      named.set(name, { metric, dim, stat, unit });
      hours.push([name, bucketMs, stat === 'n' ? n : sum]);
    }
  }
  return measureUsual(hours, city.timeZone, usualHoursOf(city)).flatMap(({ series, ...usual }) => {
    const of = named.get(series);
    return of ? [{ ...of, ...usual }] : [];
  });
}

/** The rows of a version under the names that rules know. */
export function toUsualRows(rows: BaselineVersion['rows']): UsualRow[] {
  return rows.map(({ metric, dim, stat, unit, ...usual }) => ({
    ...usual,
    series: seriesName({ metric, dim, stat }, unit),
  }));
}

/** What was usual by versions of some days, in order: an hour is judged by the last version of its own day or before it. */
export function baselinesHeld(versions: ReadonlyMap<string, readonly UsualRow[]>, city: RuleCity): Baselines {
  const isUsual = usualHoursOf(city);
  const { dayOf } = civilCalendar(city.timeZone);
  const held = [...versions].map(([day, rows]) => ({ day, baselines: baselinesFrom(rows, city.timeZone, isUsual) }));
  return (series, atMs) => held.findLast(({ day }) => day <= dayOf(atMs))?.baselines(series, atMs);
}
