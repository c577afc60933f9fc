import { z } from 'zod';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import { kpiUnits, type KpiId } from '../../kpi/kpi-units.ts';
import { subjectOf } from '../../kpi/ledger/unit-sets.ts';
import { readForecastErrors } from '../../store/read-forecast-errors.ts';
import type { Sql } from '../../store/sql.ts';
import { answerMonths, type MonthForecast } from './answer-months.ts';
import type { QueueForecast } from './answer-places.ts';
import { answerQueues } from './answer-queues.ts';
import { cityKinds, placesOf } from './places.ts';
import { settingOf } from './setting-of.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];

/** A question in words, as a command line or an address has it: a place, or KPIs, of the city or of a unit; or all. */
const forecastQuery = z
  .object({
    point: z.string().max(80).optional(),
    kpi: z.array(z.enum(kpiIds)).optional(),
    unit: z.string().max(80).optional(),
  })
  .refine(({ point, kpi }) => point === undefined || kpi === undefined, { error: 'point or kpi, not both' });
export type ForecastQuery = z.output<typeof forecastQuery>;

/** A question that cannot be answered as it was asked: the message says why, for whoever asked. */
export class ForecastQuestionError extends Error {
  override name = 'ForecastQuestionError';
}

/** Reads a question in words; throws `ForecastQuestionError` saying what cannot be read. */
export function parseForecastQuery(query: unknown): ForecastQuery {
  const parsed = forecastQuery.safeParse(query);
  if (parsed.success) return parsed.data;
  const said = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
  throw new ForecastQuestionError(said.join('; '));
}

/** What is expected of queues within two hours, and of KPIs at the end of the month. */
export type Forecasts = { readonly queues: readonly QueueForecast[]; readonly months: readonly MonthForecast[] };

/** Answers from the roll-ups of one world. To be called on one connection within a snapshot. */
export async function answerForecasts(
  sql: Sql,
  { world, nowMs, point, kpi, unit }: ForecastQuery & { readonly world: string; readonly nowMs: number },
): Promise<Forecasts> {
  const ledger = await readLedger(sql, world);
  const measured = await readForecastErrors(sql, world);
  if (unit !== undefined && !ledger.units.some(({ code }) => code === unit)) {
    throw new ForecastQuestionError(`there is no unit ${unit}`);
  }
  const places = placesOf(ledger, nowMs).filter(
    (place) => (point === undefined || place.code === point) && (unit === undefined || place.unit === unit),
  );
  if (point !== undefined && places.length === 0) {
    const where = unit === undefined ? '' : ` in ${unit}`;
    throw new ForecastQuestionError(`there is no service point or branch ${point}${where}`);
  }
  const asksQueues = kpi === undefined;
  const queues = asksQueues ? await answerQueues(sql, places, { world, nowMs, ledger, measured }) : [];
  if (point !== undefined) return { queues, months: [] };
  const setting = settingOf(ledger, { world, asOfMs: nowMs });
  const months = await answerMonths(sql, setting, {
    ...{ kpis: kpi ?? kpiIds, subject: subjectOf(unit ?? ''), kinds: cityKinds(ledger), measured },
  });
  return { queues, months };
}
