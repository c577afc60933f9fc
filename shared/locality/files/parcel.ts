import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { tableNames } from '../pack.ts';
import type { PackFiles } from '../pack-files.ts';

/** A part stays well below the smallest limit of a message (1 MiB) in base64 too. */
const PART_BYTES = 256 * 1024;
/** A whole country's folder is smaller; more than this is not a city. */
const MOST_BYTES = 128 * 1024 * 1024;

const contents: z.ZodType<PackFiles> = z.strictObject({
  header: z.unknown(),
  alerts: z.unknown(),
  rules: z.strictObject({ document: z.unknown(), lines: z.record(z.string(), z.number()) }).optional(),
  walls: z.unknown().optional(),
  runbooks: z.record(z.string(), z.string()).optional(),
  tables: z.partialRecord(z.enum(tableNames), z.array(z.array(z.string()))),
});

/** A city's files as they were read, for sending: compressed and cut into parts, each small enough for one message. */
export function toParcel({ header = null, alerts = null, rules, walls, runbooks, tables }: PackFiles): Buffer[] {
  const bytes = gzipSync(JSON.stringify({ header, alerts, rules, walls, runbooks, tables }));
  return Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}

/** The files of a parcel. Throws for what is not one. */
export function openParcel(parts: readonly Uint8Array[]): PackFiles {
  const text = gunzipSync(Buffer.concat(parts), { maxOutputLength: MOST_BYTES }).toString();
  return contents.parse(JSON.parse(text));
}
