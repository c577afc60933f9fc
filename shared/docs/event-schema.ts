import { z } from 'zod';
import { findType, typeNames } from '../events/catalogue.ts';
import { sentEnvelope } from '../events/envelope.ts';
import type { EventKind, EventType } from '../events/kind.ts';
import { envelopeWords, wordsOfField } from './field-words.ts';
import { unitOfField } from './field-unit.ts';
import { toJsonSchema, type Dialect, type JsonSchema } from './json-schema.ts';

/** Every type that a source may send, in the order of the catalogue. */
export function sentTypes(): readonly string[] {
  return typeNames().filter((name) => declarationOf(name).kind.assetKinds.length > 0);
}

/** Every kind that a source may send, in the order of the catalogue. */
export function sentKinds(): readonly string[] {
  return [...new Set(sentTypes().map((name) => declarationOf(name).kind.kind))];
}

/** The declaration of a type that is in the catalogue; throws for another. */
export function declarationOf(name: string): { readonly kind: EventKind; readonly type: EventType } {
  const declared = findType(name);
  if (!declared) throw new Error(`the catalogue has no type ${name}`);
  return declared;
}

/** What a source sends of this type, envelope and data, as a zod schema. */
export function sentEventOf(name: string): z.ZodType {
  return sentEnvelope.extend({ type: z.literal(name), data: declarationOf(name).type.data });
}

/** The same as JSON Schema, each field with what it means, its unit and whether it is personal. */
export function eventSchema(name: string, dialect: Dialect): JsonSchema {
  const { type } = declarationOf(name);
  const schema = toJsonSchema(sentEventOf(name), dialect);
  const properties = describeEach(schema.properties, (field) => ({ description: envelopeWords[field]?.en }));
  const data = describeData(properties['data'] ?? {}, { name, personal: new Set(type.personal) });
  return { title: name, ...schema, properties: { ...properties, data } };
}

type Described = { readonly name: string; readonly personal: ReadonlySet<string> };

function describeData(schema: JsonSchema, described: Described): JsonSchema {
  if (!schema.properties) return schema;
  const properties = describeEach(schema.properties, (field) => ({
    description: wordsOfField(described.name, field)?.en,
    'x-unit': unitOfField(field)?.en,
    'x-personal': described.personal.has(field) || undefined,
  }));
  const nested = Object.entries(properties).map(([field, inner]) => [
    field,
    describeData(inner, { ...described, personal: new Set<string>() }),
  ]);
  return { ...schema, properties: Object.fromEntries(nested) as Record<string, JsonSchema> };
}

function describeEach(
  properties: JsonSchema['properties'] = {},
  describe: (field: string) => Record<string, unknown>,
): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => {
      const said = Object.entries(describe(field)).filter(([, value]) => value !== undefined);
      return [field, { ...schema, ...Object.fromEntries(said) }];
    }),
  );
}
