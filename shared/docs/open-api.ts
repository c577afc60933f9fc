import { problemStatuses, type ProblemName } from '../wire/problems.ts';
import { receiptLimits } from '../wire/receipts.ts';
import { dayReceipts, idReceipts, refusedAnswer, verdictsAnswer } from './answer-schemas.ts';
import type { Bilingual } from './bilingual.ts';
import { eventSchema, sentTypes } from './event-schema.ts';
import { exampleEvent, type ExampleSetting } from './example-event.ts';
import { figurePaths, figureSchemas } from './figure-paths.ts';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';
import { json, query, schemaRef } from './open-api-parts.ts';
import { problemWords } from './problem-words.ts';

/** Of the interface, not of the software: what was right for one stays right while the first number stays. */
export const apiVersion = '1.0.0';

/** Of which door the document speaks. */
export type DocumentSetting = ExampleSetting & {
  readonly city: Bilingual;
  /** As https://vonglau.example. */
  readonly origin: string;
  /** Where devices connect by MQTT, as mqtts://mqtt.example:8883; undefined: they do not. */
  readonly mqttUrl?: string | undefined;
  /** What a type of event is called. */
  readonly nameOf: (type: string) => Bilingual;
};

const anyEvent = schemaRef('Event');
const batch: JsonSchema = { type: 'array', items: anyEvent, maxItems: 1_000 };

/** OpenAPI 3.1 of the public door, made from the schemas that the door itself checks by. */
export function buildOpenApi(setting: DocumentSetting): Record<string, unknown> {
  const types = sentTypes();
  const examples = types.map((type) => [type, exampleEvent(type, setting)] as const);
  return {
    openapi: '3.1.1',
    info: {
      title: `Vọng Lâu · ${setting.city.en}`,
      version: apiVersion,
      summary: 'Everything that happens in the city comes in here.',
      description:
        'CloudEvents 1.0 in, verdicts out. An event is accepted once the log has flushed it to disk. Its identity is (source, id): sent again it is counted once, so after any doubt send again.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: setting.origin }],
    security: [{ senderKey: [] }],
    tags: [{ name: 'events' }, { name: 'receipts' }, { name: 'figures' }],
    paths: {
      '/v1/events': { post: postEvents(examples) },
      '/v1/receipts': { get: getReceipts() },
      ...figurePaths,
    },
    components: {
      securitySchemes: {
        senderKey: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'vl_<key>_<secret>',
          description:
            'A key belongs to one source and one world, names the kinds and assets it may send, its rate, and how old an event may be. It is made by the administrator (`vonglau key create`); one to try with is made at /docs.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-vonglau_session',
          description:
            'Given at /login; over plain HTTP on loopback without the prefix. Figures are seen by the rights of the account.',
        },
      },
      headers: {
        'Retry-After': { description: 'Seconds to wait before sending again', schema: { type: 'integer', minimum: 1 } },
      },
      responses: refusals(),
      schemas: {
        Event: {
          description: 'Any event a source may send',
          oneOf: types.map((type) => schemaRef(type)),
          discriminator: {
            propertyName: 'type',
            mapping: Object.fromEntries(types.map((type) => [type, `#/components/schemas/${type}`])),
          },
        },
        ...Object.fromEntries(
          examples.map(([type, example]) => [
            type,
            { ...eventSchema(type, 'draft-2020-12'), description: describe(setting.nameOf(type)), examples: [example] },
          ]),
        ),
        Verdicts: toJsonSchema(verdictsAnswer, 'draft-2020-12'),
        Problem: toJsonSchema(refusedAnswer, 'draft-2020-12'),
        DayReceipts: toJsonSchema(dayReceipts, 'draft-2020-12'),
        IdReceipts: toJsonSchema(idReceipts, 'draft-2020-12'),
        ...figureSchemas(),
      },
    },
  };
}

function postEvents(examples: readonly (readonly [type: string, example: object])[]): object {
  const named = Object.fromEntries(examples.map(([type, value]) => [type, { value }]));
  const some = examples.slice(0, 2).map(([, example]) => example);
  const lines = `${some.map((example) => JSON.stringify(example)).join('\n')}\n`;
  return {
    operationId: 'sendEvents',
    tags: ['events'],
    summary: 'Send events',
    parameters: [
      {
        name: 'Content-Encoding',
        in: 'header',
        required: false,
        schema: { type: 'string', enum: ['gzip', 'identity'] },
        description: 'Any of the forms may be compressed',
      },
    ],
    requestBody: {
      required: true,
      content: {
        'application/cloudevents+json': { schema: anyEvent, examples: named },
        'application/cloudevents-batch+json': { schema: batch, example: some },
        'application/json': { schema: { oneOf: [anyEvent, batch] } },
        'application/x-ndjson': {
          schema: { type: 'string', description: 'One event a line, as many as there are' },
          example: lines,
        },
      },
    },
    responses: {
      202: json('Every event is in the log: forget them', schemaRef('Verdicts')),
      207: json(
        'Some were refused; items says which, where and why: mend those, forget the rest',
        schemaRef('Verdicts'),
      ),
      ...refusalRefs([400, 401, 403, 408, 413, 415, 429, 503]),
    },
  };
}

function getReceipts(): object {
  const day: JsonSchema = { type: 'string', format: 'date' };
  return {
    operationId: 'readReceipts',
    tags: ['receipts'],
    summary: 'What became of what was sent',
    parameters: [
      query('from', day, `First civil day of receipt; with to at most ${receiptLimits.days} days; without: today`),
      query('to', day, 'Last civil day, included'),
      query('source', { type: 'string' }, 'A source under the key’s own'),
      {
        ...query(
          'id',
          { type: 'array', items: { type: 'string' }, maxItems: receiptLimits.ids },
          'Ids of one source; alone',
        ),
        ...{ style: 'form', explode: true },
      },
    ],
    responses: {
      200: json('Of days, or of ids', { oneOf: [schemaRef('DayReceipts'), schemaRef('IdReceipts')] }),
      ...refusalRefs([400, 401, 403, 429, 503]),
    },
  };
}

function refusalRefs(statuses: readonly number[]): Record<string, object> {
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}

/** One response of each status, telling the problems that have it. */
function refusals(): Record<string, object> {
  const names = Object.keys(problemStatuses) as ProblemName[];
  const statuses = [...new Set(Object.values(problemStatuses))];
  return Object.fromEntries(
    statuses.map((status) => {
      const told = names
        .filter((name) => problemStatuses[name] === status)
        .map((name) => `${name}: ${problemWords[name].what.en}. ${problemWords[name].todo.en}.`);
      const headers = { 'Retry-After': { $ref: '#/components/headers/Retry-After' } };
      return [
        String(status),
        {
          description: told.join('\n'),
          ...((status === 429 || status === 503) && { headers }),
          content: { 'application/problem+json': { schema: schemaRef('Problem') } },
        },
      ];
    }),
  );
}

function describe({ vi, en }: Bilingual): string {
  return `${en} · ${vi}`;
}
