import { z } from 'zod';

const idForm = /^[\x21-\x7e]{1,128}$/;
const sourceForm = /^[\x21-\x7e]{1,256}$/;
const typeForm = /^[a-z]+\.[a-z]+(?:_[a-z]+)*$/;
const assetForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const unitForm = /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/;
const timeForm = z.core.regexes.datetime({ offset: true });

/**
 * CloudEvents 1.0 as a sender writes it. Identity is `(source, id)`; `time` is when it happened, at the source, with its
 * offset. `asset` names the thing it happened at; `unit` is optional here because the door stamps it from the registry.
 * `sequence` counts per asset, so that a gap can be told from silence.
 */
export const sentEnvelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(idForm, 'id: 1 to 128 printable ASCII characters without spaces'),
  source: z.string().regex(sourceForm, 'source: 1 to 256 printable ASCII characters without spaces'),
  type: z.string().regex(typeForm, 'type: <kind>.<what>, lower case'),
  time: z.iso.datetime({ offset: true, error: 'time: RFC 3339 with an offset, as 2026-11-23T08:00:00+07:00' }),
  datacontenttype: z.literal('application/json').optional(),
  asset: z.string().regex(assetForm, 'asset: a code of 1 to 64 letters, digits, . _ -'),
  unit: z.string().regex(unitForm, 'unit: a code of 1 to 32 letters, digits, . _ -').optional(),
  sequence: z.int().min(0).optional(),
  data: z.record(z.string(), z.unknown()),
});

/** A sender's event that fits its schema; stamping and rights are the door's. */
export type SentEvent = z.output<typeof sentEnvelope>;

/**
 * Whether `sentEnvelope` takes a value, in a fifth of its time: nearly every event is cleared by this, and the schema is
 * asked only what is wrong with the others.
 */
export function isSentEnvelope(value: unknown): value is SentEvent {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { specversion, id, source, type, time, asset, data, ...rest } = value as Record<string, unknown>;
  return (
    specversion === '1.0' &&
    isText(id, idForm) &&
    isText(source, sourceForm) &&
    isText(type, typeForm) &&
    isText(time, timeForm) &&
    isText(asset, assetForm) &&
    z.core.util.isPlainObject(data) &&
    Object.keys(rest).every((name) => isOptionalField(name, rest[name]))
  );
}

function isOptionalField(name: string, value: unknown): boolean {
  if (name === 'unit') return value === undefined || isText(value, unitForm);
  if (name === 'sequence') return value === undefined || (Number.isSafeInteger(value) && Number(value) >= 0);
  return name === 'datacontenttype' && (value === undefined || value === 'application/json');
}

function isText(value: unknown, form: RegExp): boolean {
  return typeof value === 'string' && form.test(value);
}

/** Worlds an event can belong to; see `shared/wire/world.ts`. */
export type World = string;

/**
 * An event as the log holds it: checked, stamped by the door, personal fields replaced by keyed hashes. `time` and
 * `receivedtime` are UTC with milliseconds (`2026-11-23T01:00:00.000Z`), so their text order is their time order.
 * `clock.tick` is the one type with an empty `asset` and `unit`.
 */
export type AcceptedEvent<Data = Record<string, unknown>> = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly time: string;
  readonly asset: string;
  readonly unit: string;
  readonly sequence?: number;
  readonly receivedtime: string;
  readonly world: World;
  readonly data: Data;
};
