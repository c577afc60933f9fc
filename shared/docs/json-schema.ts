import { z } from 'zod';

/** As much of a JSON Schema as ours use. */
export type JsonSchema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly description?: string;
  readonly [key: string]: unknown;
};

/** OpenAPI 3.1 speaks 2020-12, AsyncAPI 3 draft 7. */
export type Dialect = 'draft-2020-12' | 'draft-7';

/** A zod schema as JSON Schema of what is sent, without `$schema`; a named format stands without its long pattern. */
export function toJsonSchema(schema: z.ZodType, dialect: Dialect): JsonSchema {
  const json = z.toJSONSchema(schema, {
    target: dialect,
    io: 'input',
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  delete json.$schema;
  return json as JsonSchema;
}
