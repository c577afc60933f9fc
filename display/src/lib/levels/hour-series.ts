import type { HourSeriesRow } from '#shared/store/read-hour-series.ts';
import type { Chart, ChartName, ChartUnit, Measure } from './charts.ts';

const hourMs = 3_600_000;

/** One hour of a chart; null: nothing was counted in it, which is not the same as none. */
export type HourPoint = { readonly fromMs: number; readonly value: number | null };

/** A chart with its hours, oldest first; `known`: of how many of them something is known. */
export type HourSeries = {
  readonly id: ChartName;
  readonly unit: ChartUnit;
  readonly points: readonly HourPoint[];
  readonly known: number;
  readonly last: HourPoint | null;
  readonly greatest: number;
};

/** Whole hours (UTC, as roll-ups are kept) up to the one that is running. */
export function hoursUpTo(nowMs: number, hours: number): { readonly fromMs: number; readonly toMs: number } {
  const toMs = (Math.floor(nowMs / hourMs) + 1) * hourMs;
  return { fromMs: toMs - hours * hourMs, toMs };
}

/** Draws charts out of roll-up rows. */
export function toSeries(
  charts: readonly Chart[],
  rows: readonly HourSeriesRow[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): HourSeries[] {
  const byKey = new Map(rows.map((row) => [`${row.metric} ${row.bucketMs}`, row]));
  const count = Math.round((toMs - fromMs) / hourMs);
  return charts.map(({ id, unit, measure }) => {
    const points = Array.from({ length: count }, (_, at): HourPoint => {
      const bucketMs = fromMs + at * hourMs;
      const rowOf = (metric: string): HourSeriesRow | undefined => byKey.get(`${metric} ${bucketMs}`);
      return { fromMs: bucketMs, value: inUnit(valueOf(measure, rowOf), unit) };
    });
    const known = points.filter(({ value }) => value !== null);
    return {
      ...{ id, unit, points, known: known.length, last: known.at(-1) ?? null },
      greatest: Math.max(0, ...known.map(({ value }) => value ?? 0)),
    };
  });
}

function valueOf(measure: Measure, rowOf: (metric: string) => HourSeriesRow | undefined): number | null {
  const row = rowOf(measure.metric);
  if (measure.take === 'share') {
    const of = rowOf(measure.of);
    return of && of.sum > 0 ? (row?.sum ?? 0) / of.sum : null;
  }
  if (!row) return null;
  return { n: row.n, sum: row.sum, mean: row.sum / row.n, max: row.max }[measure.take];
}

const perUnit: Readonly<Record<ChartUnit, number>> = {
  ...{ count: 1, people: 1, ms: 1, vnd: 1, spaces: 1 },
  ...{ min: 1 / 60_000, s: 1 / 1_000, percent: 100 },
};

function inUnit(value: number | null, unit: ChartUnit): number | null {
  return value === null ? null : Math.round(value * perUnit[unit] * 10) / 10;
}
