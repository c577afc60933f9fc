import type { AssetKind } from '../events/kind.ts';
import { declarationOf } from './event-schema.ts';
import { toJsonSchema, type JsonSchema } from './json-schema.ts';
import { sampleValues } from './sample-values.ts';

/** What examples are made with: one asset of each kind that there is, a source, and the present moment. */
export type ExampleSetting = {
  readonly assets: Readonly<Partial<Record<AssetKind, string>>>;
  readonly source: string;
  readonly nowMs: number;
};

/** An event of a type with every field it may have, as a source would send it. */
export type ExampleEvent = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly asset: string;
  readonly data: Readonly<Record<string, unknown>>;
};

const minuteMs = 60_000;

/** Makes the example of a type from its schema; `id` is of the type, so that all examples may be sent side by side. */
export function exampleEvent(name: string, { assets, source, nowMs }: ExampleSetting): ExampleEvent {
  const { kind, type } = declarationOf(name);
  const asset = kind.assetKinds.map((assetKind) => assets[assetKind]).find((code) => code !== undefined);
  return {
    specversion: '1.0',
    id: `${name.replace('.', '-')}-000001`,
    source,
    type: name,
    time: toSecond(nowMs),
    asset: asset ?? 'A001',
    data: sampleOf(toJsonSchema(type.data, 'draft-2020-12'), { name, field: '', nowMs }) as Record<string, unknown>,
  };
}

type Place = { readonly name: string; readonly field: string; readonly nowMs: number };

function sampleOf(schema: JsonSchema, place: Place): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [option] = schema.anyOf ?? schema.oneOf ?? [];
  if (option) return sampleOf(option, place);
  if (schema.type === 'object') return sampleObject(schema, place);
  if (schema.type === 'array') return schema.items ? [sampleOf(schema.items, place)] : [];
  if (schema.type === 'boolean') return true;
  return schema.type === 'integer' || schema.type === 'number'
    ? sampleNumber(schema, place)
    : sampleText(schema, place);
}

function sampleObject({ properties = {} }: JsonSchema, { name, nowMs }: Place): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => [field, sampleOf(schema, { name, field, nowMs })]),
  );
}

function sampleNumber({ type, minimum = 0, maximum = Infinity }: JsonSchema, place: Place): number {
  const known = knownSample(place);
  const value = Math.min(maximum, Math.max(minimum, typeof known === 'number' ? known : 3));
  return type === 'integer' ? Math.round(value) : value;
}

function sampleText({ format, pattern, minLength = 0 }: JsonSchema, place: Place): string {
  // A period lies behind, a due time ahead; anything else is now.
  if (format === 'date-time') return toSecond(place.nowMs + (timeShiftMs[place.field] ?? 0));
  const known = knownSample(place);
  if (typeof known === 'string') return known;
  const made = /Id$/.test(place.field)
    ? `${place.field.slice(0, 1).toUpperCase()}-000123`
    : (place.field || 'A').padEnd(minLength, 'a');
  return pattern === undefined || new RegExp(pattern, 'u').test(made) ? made : 'A1';
}

const timeShiftMs: Readonly<Record<string, number>> = { from: -60 * minuteMs, to: 0, dueAt: 3 * 24 * 60 * minuteMs };

function knownSample({ name, field }: Place): unknown {
  return sampleValues[`${name}.${field}`] ?? sampleValues[field];
}

/** The second, in the time of Vietnam, as most sources write it. */
function toSecond(ms: number): string {
  return `${new Date(ms + 7 * 60 * minuteMs).toISOString().slice(0, 19)}+07:00`;
}
