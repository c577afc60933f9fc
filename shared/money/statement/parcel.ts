import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { paymentMethods } from '../../events/kinds/parking.ts';
import { mostLines, type StatementLine } from './read-lines.ts';

/** A part stays well below the smallest limit of a message (1 MiB) in base64 too. */
const PART_BYTES = 256 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;

const lines: z.ZodType<StatementLine[]> = z
  .array(
    z.strictObject({
      row: z.int().min(1),
      bookedDay: z.iso.date(),
      amountVnd: z.int(),
      number: z.string().max(80).nullable(),
      for: z
        .strictObject({
          day: z.iso.date(),
          site: z.string().max(80).nullable(),
          method: z.enum(paymentMethods).nullable(),
        })
        .nullable(),
      textHash: z.string().max(64).nullable(),
    }),
  )
  .max(mostLines);

/** A statement's lines, for sending: compressed and cut into parts, each small enough for one message. */
export function toStatementParcel(read: readonly StatementLine[]): Buffer[] {
  const bytes = gzipSync(JSON.stringify(read));
  return Array.from({ length: Math.ceil(bytes.length / PART_BYTES) }, (_, part) =>
    bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES),
  );
}

/** The lines of a parcel. Throws for what is not one. */
export function openStatementParcel(parts: readonly Uint8Array[]): StatementLine[] {
  const text = gunzipSync(Buffer.concat(parts), { maxOutputLength: MOST_BYTES }).toString();
  return lines.parse(JSON.parse(text));
}
