import { forecastAnswer } from './forecast-schema.ts';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';
import { kpiAnswer } from './kpi-schema.ts';
import { json, query, schemaRef } from './open-api-parts.ts';

const text: JsonSchema = { type: 'string' };
const day: JsonSchema = { type: 'string', format: 'date' };
const several: JsonSchema = { type: 'array', items: text };
const world = query('world', text, 'Without it: live, whose figures are the official ones');

/** What whoever is logged in may read, by the rights of the account. */
export const figurePaths: Readonly<Record<string, object>> = {
  '/kpi.json': {
    get: read('readKpis', 'KPIs against their targets', {
      parameters: [
        query('unit', text, 'A unit’s code, all, or a set such as type:phuong; without it the city'),
        query('kpi', several, 'Only these'),
        query('at', text, 'The periods this instant or day lies in; without it: now'),
        query('from', day, 'First day, with to'),
        query('to', day, 'Last day, included'),
        query('byProcedures', { type: 'boolean' }, 'Online shares of procedures instead of records'),
        world,
      ],
      answer: json('Of each KPI one answer for each set of targets', { type: 'array', items: schemaRef('KpiAnswer') }),
    }),
  },
  '/forecast.json': {
    get: read('readForecasts', 'Queues of the next two hours, KPIs at the end of the month', {
      parameters: [
        query('point', text, 'Only the queue of this service point or branch'),
        query('kpi', several, 'Only these KPIs, and no queue'),
        query('unit', text, 'A unit’s code; without it the city'),
        world,
      ],
      answer: json('Each with how far such forecasts were off', schemaRef('Forecasts')),
    }),
  },
};

/** The schemas that they answer with. */
export function figureSchemas(): Record<string, JsonSchema> {
  return {
    KpiAnswer: toJsonSchema(kpiAnswer, 'draft-2020-12'),
    Forecasts: toJsonSchema(forecastAnswer, 'draft-2020-12'),
  };
}

function read(
  operationId: string,
  summary: string,
  { parameters, answer }: { parameters: readonly object[]; answer: object },
): object {
  return {
    ...{ operationId, tags: ['figures'], summary, security: [{ session: [] }], parameters },
    responses: {
      200: answer,
      400: { description: 'It cannot be answered as it was asked; detail says why' },
      401: { description: 'Nobody is logged in' },
      403: { description: 'The account may not see this' },
    },
  };
}
