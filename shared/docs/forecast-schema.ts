import { z } from 'zod';
import type { Forecasts } from '../forecast/ask/answer-forecasts.ts';
import { kpiUnits, type KpiId } from '../kpi/kpi-units.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];
const count = z.int().min(0);
const instant = z.iso.datetime();
const days = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
const expected = z.number().nullable();
const interval = z
  .tuple([z.number(), z.number()])
  .nullable()
  .describe('From, to: give and take the measured error of such forecasts; null: not measured');

const error = z
  .strictObject({
    kind: z.union([z.enum(['queue-length', 'queue-wait']), z.templateLiteral(['kpi:', z.string()])]),
    subject: z.string().describe('Of which place or unit; empty: of all'),
    horizon: z.number().describe('Minutes ahead; of a KPI days left in the month'),
    n: count.describe('Forecasts tried on days that had passed'),
    mae: z.number().describe('Mean absolute error'),
    maeNaive: z.number().describe('That of saying what was the same hour last week, or is so far'),
    wins: count.describe('How often this forecast was nearer'),
    losses: count.describe('How often the naive one was'),
    inside: z.number().nullable().describe('Share of what came that lay in the interval told'),
  })
  .describe('How far such forecasts were off');

const queue = z
  .strictObject({
    world: z.string(),
    place: z.string().describe('A service point or branch'),
    unit: z.string(),
    asOf: instant,
    method: z.enum(['tickets', 'told']).nullable().describe('From its tickets, or from the wait it tells'),
    steps: z
      .array(
        z.strictObject({
          at: instant.describe('When the quarter hour begins'),
          arrivals: expected.describe('To come in it'),
          waiting: expected.describe('When it begins'),
          waitingLow: expected.describe('Eight times of ten no fewer'),
          waitingHigh: expected.describe('Eight times of ten no more'),
          waitMs: expected.describe('Mean of those called in it; null where nobody serves then'),
          waitLowMs: expected,
          waitHighMs: expected,
        }),
      )
      .nullable(),
    reason: z.enum(['short-history', 'silent', 'no-service-times']).nullable().describe('Why there is no forecast'),
    coverage: z
      .strictObject({
        basis: z.enum(['weekday', 'working-days']).nullable(),
        days: count,
        needed: count,
        ageS: z.number().nullable().describe('Open seconds since it last counted something today, at most'),
      })
      .describe('Of how many past days the usual one is made, and of how many it would have to be'),
    errors: z.array(error),
    measuredAt: z.string().nullable().describe('When the errors were measured'),
  })
  .describe('The next two hours of a place');

const month = z
  .strictObject({
    world: z.string(),
    kpi: z.enum(kpiIds),
    valueUnit: z.enum(['share', 'ms', 'count']).describe('share: 0 to 1'),
    formulaVersion: count,
    unit: z.string().describe('Empty: the city'),
    month: days.describe('The second day exclusive'),
    asOf: instant,
    value: z
      .number()
      .nullable()
      .describe('At the end of the month, in valueUnit; null: not known, never to be shown as 0'),
    interval,
    reason: z
      .enum(['short-history', 'not-additive', 'coverage', 'no-data'])
      .nullable()
      .describe('Why there is no value'),
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    valueSoFar: z.number().nullable().describe('What the naive forecast says'),
    daysLeft: count,
    workingDaysLeft: count,
    coverage: z.strictObject({
      reporting: count,
      expected: count,
      oldestAgeS: z.number().nullable(),
      days: count.describe('Days counted'),
      needed: count.nullable(),
    }),
    error: error.nullable(),
    measuredAt: z.string().nullable(),
  })
  .describe('A KPI at the end of this month');

/** `GET /forecast.json`. */
export const forecastAnswer = z.strictObject({
  queues: z.array(queue),
  months: z.array(month),
}) satisfies z.ZodType<Forecasts>;
