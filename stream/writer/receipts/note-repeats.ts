import type { ClientBase } from 'pg';
import { numberArray, textArray } from '../array-literal.ts';
import type { LoggedEvent } from '../logged-event.ts';

/**
 * Notes that identities came again, and returns those that did: not the ones that stand where their event or a repeat
 * already noted stood, which only says that the log is being read again. A place alone would not tell, since a log made
 * anew starts at 1 again; place and time of receipt together do.
 */
export async function noteRepeats(
  client: ClientBase,
  repeats: readonly LoggedEvent[],
): Promise<readonly LoggedEvent[]> {
  if (repeats.length === 0) return repeats;
  const times = repeats.map(({ event }) => event.time).sort();
  const { rows } = await client.query<{ at: number }>(
    `WITH came AS (
       SELECT c.* FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::int[])
         WITH ORDINALITY AS c (key, asset, time, received, seq, idx, at)
     ), again AS (
       SELECT c.* FROM came c LEFT JOIN repeats r ON r.key = c.key
       WHERE (r.key IS NULL OR (c.received, c.seq, c.idx) > (r.received, r.seq, r.idx))
         AND NOT EXISTS (
           SELECT FROM events e
           WHERE e.asset = c.asset AND e.time = c.time AND e.seq = c.seq AND e.idx = c.idx AND e.received = c.received
             AND e.time BETWEEN $7 AND $8)
     ), noted AS (
       INSERT INTO repeats AS r (key, time, times, received, seq, idx)
       SELECT l.key, l.time, n.times, l.received, l.seq, l.idx
       FROM (SELECT DISTINCT ON (key) * FROM again ORDER BY key, received DESC, seq DESC, idx DESC) l
       JOIN (SELECT key, count(*) AS times FROM again GROUP BY key) n USING (key)
       ON CONFLICT (key) DO UPDATE SET times = r.times + EXCLUDED.times,
         received = EXCLUDED.received, seq = EXCLUDED.seq, idx = EXCLUDED.idx
     )
     SELECT at FROM again`,
    [
      textArray(repeats.map(({ key }) => key)),
      textArray(repeats.map(({ event }) => event.asset)),
      textArray(repeats.map(({ event }) => event.time)),
      textArray(repeats.map(({ event }) => event.receivedtime)),
      numberArray(repeats.map(({ seq }) => seq)),
      numberArray(repeats.map(({ idx }) => idx)),
      times[0],
      times.at(-1),
    ],
  );
  return rows.flatMap(({ at }) => repeats[at - 1] ?? []);
}
