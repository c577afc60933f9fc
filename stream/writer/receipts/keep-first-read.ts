import type { ClientBase } from 'pg';
import { numberArray } from '../array-literal.ts';
import type { Finding } from '../logged-event.ts';

/**
 * Of what was found in this transaction, what was not found before: a finding at the same place of an event received at
 * the same moment comes of reading the log again.
 */
export async function keepFirstRead(client: ClientBase, found: readonly Finding[]): Promise<readonly Finding[]> {
  if (found.length === 0) return found;
  // Read here, not in SQL, where the NUL in a poisonous event is an error.
  const { rows } = await client.query<{ seq: number; idx: number; event: unknown }>(
    `SELECT f.seq, f.idx, f.event
     FROM unnest($1::bigint[], $2::int[]) AS p (seq, idx) JOIN findings f ON f.seq = p.seq AND f.idx = p.idx
     WHERE f.at < now() AND f.found <> 'void'`,
    [numberArray(found.map(({ seq }) => seq)), numberArray(found.map(({ idx }) => idx))],
  );
  const before = new Set(rows.map(nameOf));
  return found.filter((finding) => !before.has(nameOf(finding)));
}

function nameOf({ seq, idx, event }: { seq: number; idx: number; event: unknown }): string {
  return `${seq} ${idx} ${String((event as { receivedtime?: unknown } | null)?.receivedtime)}`;
}
