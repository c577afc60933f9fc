import asyncApiSpecs from '@asyncapi/specs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { sampleValues } from '#shared/docs/sample-values.ts';
import { parseSentEvent } from '#shared/events/parse-sent-event.ts';
import { buildAsyncApi } from '#shared/docs/async-api.ts';
import { describeFields } from '#shared/docs/describe-fields.ts';
import { declarationOf, eventSchema, sentEventOf, sentKinds, sentTypes } from '#shared/docs/event-schema.ts';
import { exampleEvent } from '#shared/docs/example-event.ts';
import { kindWords } from '#shared/docs/kind-words.ts';
import { fieldWords } from '#shared/docs/field-words.ts';
import { buildOpenApi, type DocumentSetting } from '#shared/docs/open-api.ts';

const setting: DocumentSetting = {
  city: { vi: 'Sáu phường', en: 'Six wards' },
  origin: 'https://vonglau.example',
  mqttUrl: 'mqtts://mqtt.vonglau.example:8883',
  nameOf: (type) => ({ vi: type, en: type }),
  assets: {
    kiosk: 'K001',
    point: 'P00004',
    branch: 'C01',
    parking: 'B001',
    hotline: 'H19001009',
    chatbot: 'T1',
    system: 'S-PORTAL',
  },
  source: 'urn:vonglau:try',
  nowMs: Date.parse('2026-11-23T01:00:00Z'),
};

describe.each(sentTypes())('%s', (name) => {
  const example = exampleEvent(name, setting);

  test('its example is taken by its own schema', () => {
    expect(parseSentEvent(structuredClone(example))).toMatchObject({ ok: true });
    expect(sentEventOf(name).safeParse(example).error).toBeUndefined();
  });

  test('its JSON Schemas are sound and take the example too, and no unknown field', () => {
    for (const ajv of [new Ajv2020({ strict: false }), new Ajv({ strict: false })]) {
      addFormats.default(ajv);
      const takes = ajv.compile(eventSchema(name, ajv instanceof Ajv2020 ? 'draft-2020-12' : 'draft-7'));
      expect(takes(example), JSON.stringify(takes.errors)).toBe(true);
      expect(takes({ ...example, data: { ...example.data, unheardOf: 1 } })).toBe(false);
    }
  });

  test('its example shows every field, and every field is explained in both languages', () => {
    const fields = describeFields(name);
    expect(fields.filter(({ words }) => !words).map(({ path }) => path)).toEqual([]);
    expect(Object.keys(example.data)).toEqual(fields.map(({ path }) => path).filter((path) => !path.includes('.')));
    const personal = fields.filter((field) => field.personal).map(({ path }) => path);
    expect(personal.sort()).toEqual([...declarationOf(name).type.personal].sort());
  });
});

test('every kind is explained in both languages', () => {
  expect(Object.keys(kindWords).sort()).toEqual([...sentKinds()].sort());
});

test('no word explains a field that there is not', () => {
  const fields = sentTypes().flatMap((type) =>
    describeFields(type).flatMap(({ path }) => {
      const name = path.slice(path.lastIndexOf('.') + 1);
      return [name, `${type}.${name}`];
    }),
  );
  expect(Object.keys(fieldWords).filter((name) => !fields.includes(name))).toEqual([]);
  expect(Object.keys(sampleValues).filter((name) => !fields.includes(name))).toEqual([]);
});

test('OpenAPI 3.1 is valid and resolves', async () => {
  const document = buildOpenApi(setting);
  const validator = new Validator();
  const result = await validator.validate(structuredClone(document));
  expect(result).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(danglingRefs(document)).toEqual([]);
  for (const name of sentTypes()) expect(at(document, `#/components/schemas/${name}`)).toBeDefined();
  const paths = ['/v1/events', '/v1/receipts', '/kpi.json', '/forecast.json'];
  expect(Object.keys(at(document, '#/paths') as object)).toEqual(paths);
});

test('AsyncAPI 3 is valid and resolves', () => {
  const document = buildAsyncApi(setting);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const schema = asyncApiSpecs.schemasWithoutId['3.0.0'] as object;
  const isValid = ajv.compile(schema);
  expect(isValid(document), JSON.stringify(isValid.errors?.slice(0, 5))).toBe(true);
  expect(danglingRefs(document)).toEqual([]);
});

test('a personal field is marked in both documents', () => {
  const marked = (document: object): number => JSON.stringify(document).split('"x-personal":true').length - 1;
  const expected = sentTypes().reduce((sum, name) => sum + declarationOf(name).type.personal.length, 0);
  expect(marked(buildOpenApi(setting))).toBe(expected);
  expect(marked(buildAsyncApi(setting))).toBe(expected);
});

function danglingRefs(document: object): string[] {
  const refs = [...JSON.stringify(document).matchAll(/"\$ref":"(#[^"]*)"/g)].map(([, ref]) => ref ?? '');
  return [...new Set(refs)].filter((ref) => at(document, ref) === undefined);
}

function at(document: object, ref: string): unknown {
  return ref
    .slice(2)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, step) => (value as Record<string, unknown> | undefined)?.[step], document);
}
