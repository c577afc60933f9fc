import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** A row of the trail as it is hashed; `at` in UTC with six digits of a second, as the database keeps it. */
export type ChainedRow = {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly verb: string;
  readonly subject: string;
  readonly detail: unknown;
  readonly reason: string | null;
};

/** What comes before the first row. */
export const chainStart = '0'.repeat(64);

/** How a row's time is read from the database for hashing. */
export const chainedAt = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The hash of a row, given that of the row before: SHA-256 over both, the row in the canonical form of JSON (RFC 8785). */
export function chainHash(prev: string, { seq, at, actor, verb, subject, detail, reason }: ChainedRow): string {
  const row = canonicalize({ seq, at, actor, verb, subject, detail, reason });
  return createHash('sha256').update(`${prev}\n${row}`).digest('hex');
}
