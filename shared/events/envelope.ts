import { z } from 'zod';

/**
 * CloudEvents 1.0 as a sender writes it. Identity is `(source, id)`; `time` is when it happened, at the source, with its
 * offset. `asset` names the thing it happened at; `unit` is optional here because the door stamps it from the registry.
 * `sequence` counts per asset, so that a gap can be told from silence.
 */
export const sentEnvelope = z.strictObject({
  specversion: z.literal('1.0'),
  id: z.string().regex(/^[\x21-\x7e]{1,128}$/, 'id: 1 to 128 printable ASCII characters without spaces'),
  source: z.string().regex(/^[\x21-\x7e]{1,256}$/, 'source: 1 to 256 printable ASCII characters without spaces'),
  type: z.string().regex(/^[a-z]+\.[a-z]+$/, 'type: <kind>.<what>, lower case'),
  time: z.iso.datetime({ offset: true, error: 'time: RFC 3339 with an offset, as 2026-11-23T08:00:00+07:00' }),
  datacontenttype: z.literal('application/json').optional(),
  asset: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'asset: a code of 1 to 64 letters, digits, . _ -'),
  unit: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'unit: a code of 1 to 32 letters, digits, . _ -')
    .optional(),
  sequence: z.int().min(0).optional(),
  data: z.record(z.string(), z.unknown()),
});

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
