import type { Bilingual } from './bilingual.ts';
import { declarationOf } from './event-schema.ts';
import { unitOfField } from './field-unit.ts';
import { wordsOfField } from './field-words.ts';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';

/** One field of `data`, as a table of the pages tells it; `path` of a nested one is `prior.heldS`. */
export type FieldView = {
  readonly path: string;
  readonly form: FieldForm;
  readonly required: boolean;
  readonly personal: boolean;
  readonly words: Bilingual | undefined;
  readonly unit: Bilingual | undefined;
  /** The values it may hold, where they are few. */
  readonly values: readonly string[];
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** Longest text. */
  readonly maxLength: number | undefined;
};

export type FieldForm = 'text' | 'instant' | 'integer' | 'number' | 'boolean' | 'object' | 'list';

/** Every field of a type's data in the order of its schema, those of nested objects after their own. */
export function describeFields(typeName: string): readonly FieldView[] {
  const { type } = declarationOf(typeName);
  const personal = new Set(type.personal);
  return fieldsOf(toJsonSchema(type.data, 'draft-2020-12'), { typeName, personal, prefix: '' });
}

type Within = { readonly typeName: string; readonly personal: ReadonlySet<string>; readonly prefix: string };

function fieldsOf({ properties = {}, required = [] }: JsonSchema, within: Within): FieldView[] {
  const { typeName, personal, prefix } = within;
  return Object.entries(properties).flatMap(([name, schema]) => [
    {
      path: prefix + name,
      form: formOf(schema),
      required: required.includes(name),
      personal: personal.has(prefix + name),
      words: wordsOfField(typeName, name),
      unit: unitOfField(name),
      values: (schema.enum ?? []).map(String),
      minimum: schema.minimum,
      maximum: schema.maximum,
      maxLength: schema.maxLength,
    },
    ...fieldsOf(schema, { ...within, prefix: `${prefix}${name}.` }),
  ]);
}

function formOf({ type, format }: JsonSchema): FieldForm {
  if (type === 'object' || type === 'integer' || type === 'number' || type === 'boolean') return type;
  if (type === 'array') return 'list';
  return format === 'date-time' ? 'instant' : 'text';
}
