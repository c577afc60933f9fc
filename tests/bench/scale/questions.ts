import { readAssetEvents } from '#shared/store/read-asset-events.ts';
import { readCityTrend } from '#shared/store/read-city-trend.ts';
import { readDayCounts } from '#shared/store/read-day-counts.ts';
import { readKpiByUnit } from '#shared/store/read-kpi-by-unit.ts';
import { readPercentilesByUnit } from '#shared/store/read-percentiles-by-unit.ts';
import { readUnitHours } from '#shared/store/read-unit-hours.ts';
import { firstDayMs } from './clone-day.ts';
import { kpiQuestions } from './kpi-questions.ts';
import type { Question } from './question.ts';

const world = 'live';
const hourMs = 3_600_000;
const dayLengthMs = 24 * hourMs;

const counts = ['ticket.issued', 'ticket.wait_ms', 'ticket.service_ms', 'kiosk.session', 'kiosk.seen_ms'];
const kpis = [...counts, 'kiosk.healthy_ms', 'parking.paid_vnd', 'parking.occupied', 'counter.waiting'];

/** The questions of the wall, of a unit's page and of the KPI table. */
export const questions: readonly Question[] = [
  {
    name: 'wall_day_counts',
    spanDays: 1,
    ask: async (sql, { days }) => (await readDayCounts(sql, world, dayText(days - 1))).rows.length,
  },
  {
    name: 'asset_last_hours',
    spanDays: 1,
    ask: async (sql, { days, asset }) => {
      const toMs = firstDayMs + (days - 1) * dayLengthMs + 17 * hourMs;
      return (await readAssetEvents(sql, { world, asset, fromMs: toMs - 6 * hourMs, toMs, limit: 200 })).length;
    },
  },
  unitHours(3),
  unitHours(7),
  kpiTable(3),
  kpiTable(30),
  percentiles(3),
  percentiles(30),
  cityTrend(3),
  cityTrend(365),
  ...kpiQuestions(3, daysExclusive),
  ...kpiQuestions(30, daysExclusive),
];

function unitHours(spanDays: number): Question {
  const ask: Question['ask'] = async (sql, { days, unit }) => {
    const toMs = firstDayMs + days * dayLengthMs;
    return (await readUnitHours(sql, { world, unit, metrics: counts, fromMs: toMs - spanDays * dayLengthMs, toMs }))
      .length;
  };
  return { name: `unit_hours_of_${spanDays}_days`, spanDays, ask };
}

function kpiTable(spanDays: number): Question {
  const ask: Question['ask'] = async (sql, { days }) =>
    (await readKpiByUnit(sql, { world, metrics: kpis, ...lastDays(days, spanDays) })).length;
  return { name: `kpi_table_of_${spanDays}_days`, spanDays, ask };
}

function percentiles(spanDays: number): Question {
  const ask: Question['ask'] = async (sql, { days }) => {
    const asked = { world, metric: 'ticket.wait_ms', shares: [0.5, 0.9], ...lastDays(days, spanDays) };
    return (await readPercentilesByUnit(sql, asked)).length;
  };
  return { name: `percentiles_of_${spanDays}_days`, spanDays, ask };
}

function cityTrend(spanDays: number): Question {
  const ask: Question['ask'] = async (sql, { days }) =>
    (await readCityTrend(sql, { world, metrics: counts, ...lastDays(days, spanDays) })).length;
  return { name: `city_trend_of_${spanDays}_days`, spanDays, ask };
}

function lastDays(days: number, spanDays: number): { fromDay: string; toDay: string } {
  return { fromDay: dayText(days - spanDays), toDay: dayText(days - 1) };
}

/** The same days with the second exclusive, and as instants. */
function daysExclusive(days: number, spanDays: number) {
  const toMs = firstDayMs + days * dayLengthMs;
  return { fromDay: dayText(days - spanDays), toDay: dayText(days), fromMs: toMs - spanDays * dayLengthMs, toMs };
}

/** The date of day `n`, counted from the first. */
function dayText(n: number): string {
  return new Date(firstDayMs + n * dayLengthMs + 7 * hourMs).toISOString().slice(0, 10);
}
