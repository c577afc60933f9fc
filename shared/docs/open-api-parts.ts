import type { JsonSchema } from './json-schema.ts';

/** A schema of the document, by its name. */
export function schemaRef(name: string): JsonSchema {
  return { $ref: `#/components/schemas/${name}` };
}

/** A JSON answer. */
export function json(description: string, schema: JsonSchema): object {
  return { description, content: { 'application/json': { schema } } };
}

/** A part of the address that may be left out. */
export function query(name: string, schema: JsonSchema, description: string): object {
  return { name, in: 'query', required: false, schema, description };
}
