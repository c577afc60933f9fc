import type { ClientBase } from 'pg';
import { readPastSigns, readPastTicks, type PastSpan, type PastTick } from '../../store/read-rule-past.ts';
import { readSeriesRows, readSeriesSlots, type PastRow } from '../../store/read-series-rows.ts';
import { readPastReadings, type PastReading } from '../../store/rule-readings.ts';
import type { RuleRow } from '../input.ts';
import type { SignsAsked } from '../replay/signs-asked-by.ts';
import type { SteadyHours, SteadySigns } from '../replay/steady-hours.ts';
import type { SeriesAsked } from './series-asked.ts';

/** A counted row, and when it was counted whole. */
export type DueRow = { readonly dueMs: number; readonly row: RuleRow };

/** A day of the past, as far as rules ask. */
export type PastDay = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ticks: readonly PastTick[];
  readonly steady: SteadyHours;
  /** In the order in which they are due. */
  readonly rows: readonly DueRow[];
  /** What was handed in of forecasts and KPIs, in order. */
  readonly readings: readonly PastReading[];
  readonly events: number;
};

const minuteMs = 60_000;
const hourMs = 3_600_000;

/** Reads a day, or a part of one: ticks, signs of life summed up by the hour, final rows. */
export async function readPastDay(
  client: ClientBase,
  span: PastSpan,
  asked: {
    readonly signs: SignsAsked;
    readonly steady: SteadySigns;
    readonly series: SeriesAsked;
    /** Names of readings. */
    readonly held: readonly string[];
  },
): Promise<PastDay> {
  const { signs, steady, series, held } = asked;
  const ticks = await readPastTicks(client, span);
  const said =
    signs.types.length === 0
      ? []
      : await readPastSigns(client, { ...span, ...signs, ...{ ...steady, quiet: steady.quiet() } });
  const slots = await readSeriesSlots(client, { ...span, series: series.slots });
  const toDue =
    (grain: 'minute' | 'hour', lengthMs: number) =>
    ({ series: id, bucketMs, n, sum }: PastRow): DueRow => {
      const { unit = '', scope = '', metric = '', dim = '' } = series.byId.get(id) ?? {};
      const row = [grain, new Date(bucketMs).toISOString(), unit, scope, metric, dim, n, sum, 0, 0] as const;
      const known = grain === 'minute' ? slots.get(`${bucketMs} ${id}`) : undefined;
      return { dueMs: bucketMs + lengthMs, row: known ? { row, slots: known } : { row } };
    };
  const minutes = await readSeriesRows(client, 'minute', { ...span, series: series.minute });
  const hours = await readSeriesRows(client, 'hour', { ...span, series: series.hour });
  const rows = [...minutes.map(toDue('minute', minuteMs)), ...hours.map(toDue('hour', hourMs))];
  return {
    ...{ fromMs: span.fromMs, toMs: span.toMs, ticks, steady: steady.sumUp(said) },
    rows: rows.sort((a, b) => a.dueMs - b.dueMs),
    readings: await readPastReadings(client, span, held),
    events: said.reduce((sum, { events }) => sum + events, 0),
  };
}
