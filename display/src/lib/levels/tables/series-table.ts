import type { Column, Table } from '../../export/table.ts';
import type { HourSeries } from '../hour-series.ts';
import type { LevelContext } from '../level-context.ts';
import { writeMeasure } from '../write-measure.ts';

type HourRow = { readonly fromMs: number; readonly values: readonly (number | null)[] };

/** The figures of some charts, an hour to a row, the newest first. */
export function seriesTable(context: LevelContext, charts: readonly HourSeries[]): Table<HourRow> {
  const { series } = context.words;
  const hours = charts[0]?.points.map(({ fromMs }) => fromMs) ?? [];
  const rows = hours.map((fromMs, at) => ({ fromMs, values: charts.map(({ points }) => points[at]?.value ?? null) }));
  return {
    ...{ id: 'series', title: series.table, rows: rows.reverse(), keyOf: ({ fromMs }) => String(fromMs) },
    columns: [
      { id: 'hour', isInstant: true, title: series.hour, isHead: true, cell: ({ fromMs }) => ({ at: fromMs }) },
      ...charts.map(({ id, unit }, at): Column<HourRow> => {
        const unitName = series.units[unit];
        return {
          ...{ id, title: unitName === '' ? series.charts[id] : `${series.charts[id]} (${unitName})` },
          cell: ({ values }) => values[at] ?? null,
          write: ({ values }) => {
            const value = values[at] ?? null;
            return value === null ? '—' : writeMeasure(value, unit, context);
          },
        };
      }),
    ],
  };
}
