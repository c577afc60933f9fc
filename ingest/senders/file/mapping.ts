import { z } from 'zod';
import { conditionSchema } from './condition.ts';
import { valueSchema } from './value.ts';

/**
 * A mapping: how the rows of somebody's file become events of ours. It is data that a user writes, so that a set nobody
 * has seen needs no code; `infra/localities/README.md` explains it with an example. This is its shape.
 */
const name = z.string().min(1);
const reason = z.string().min(1);

const fileSchema = z.strictObject({
  /** Where the file lies in the folder of samples beside the project; only `replay start-all` looks there. */
  sample: z.string().optional(),
  format: z.enum(['csv', 'tsv']).default('csv'),
  /** Overrides the format's own. */
  delimiter: z.string().min(1).max(4).optional(),
  /** Any label of the Encoding Standard: utf-8, windows-1258, utf-16le, … */
  encoding: z.string().default('utf-8'),
  /** Names of the columns where the file has no header row. */
  columns: z.array(name).min(1).optional(),
  /** Lines before the header that are not part of the table. */
  skipLines: z.int().min(0).default(0),
});

const rejection = z.strictObject({ when: conditionSchema, why: reason });

const placeSchema = z.strictObject({
  /** Template that names the source's place. */
  place: z.string().min(1),
  on: z.enum(['point', 'kiosk', 'parking', 'hotline']),
  /** What makes a place busy: its number of rows, or the sum of a value. */
  busiest: z.union([z.literal('rows'), z.strictObject({ sum: name })]).default('rows'),
  /** Places with the same value here stand on neighbouring assets, the busiest group first. */
  together: name.optional(),
});

const eventSchema = z.strictObject({
  type: z.string().regex(/^[a-z]+\.[a-z]+$/, '<kind>.<what>'),
  when: conditionSchema.optional(),
  /** Only the first row with these values makes this event. */
  oncePer: z.array(name).min(1).optional(),
  /** Template; the same row must always give the same id. */
  id: z.string().min(1),
  time: name,
  asset: z.union([z.string().min(1), placeSchema]).optional(),
  data: z.record(z.string(), valueSchema),
  /** A sampled gauge: its fields are repeated in `prior` with how long they held, unless that is longer than this. */
  gauge: z.strictObject({ fields: z.array(name).min(1), maxHeldS: z.number().positive() }).optional(),
});

export const mappingSchema = z.strictObject({
  set: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits, -'),
  about: z.string().min(1),
  source: z.string().min(1),
  file: fileSchema.prefault({}),
  timeline: z.strictObject({
    /** Zone of the source's clock on the wall. */
    zone: z.string(),
    /** A civil date of the source; its week becomes the first week of a replay. */
    anchor: z.iso.date(),
    /** Weeks from the anchor's on after which a loop begins again; default: to the last event. */
    weeks: z.int().min(1).optional(),
  }),
  nulls: z
    .strictObject({
      all: z.array(z.string()).default(['']),
      columns: z.record(z.string(), z.array(z.string())).default({}),
    })
    .prefault({}),
  /** Other files, lying beside the main one, whose columns join a row as `<table>.<column>`. */
  tables: z
    .record(z.string(), fileSchema.omit({ sample: true }).extend({ file: name, key: name, on: name }))
    .default({}),
  /** Rows in which the source says that it lost its own feed. */
  lost: z.array(rejection).default([]),
  unpivot: z.strictObject({ keep: z.array(name).min(1), name, value: name }).optional(),
  drop: z.array(rejection).default([]),
  distinct: z
    .strictObject({ by: z.array(name).min(1), keep: z.enum(['first', 'last']).default('first'), why: reason })
    .optional(),
  merge: z.strictObject({ by: z.array(name).min(1), from: name, to: name, why: reason }).optional(),
  values: z.record(z.string(), valueSchema).default({}),
  asset: z.union([z.string().min(1), placeSchema]).optional(),
  events: z.array(eventSchema).min(1),
});

export type Mapping = z.output<typeof mappingSchema>;
export type FileFormat = Omit<z.output<typeof fileSchema>, 'sample'>;
export type Place = z.output<typeof placeSchema>;
export type EventMapping = z.output<typeof eventSchema>;
