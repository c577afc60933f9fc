import type { ClientBase } from 'pg';

/** Where the writer is in the log. */
export type Position = { readonly seq: number; readonly commit: number; readonly fence: number };

/** Another writer has taken this city over; this one must end. */
export class FencedError extends Error {
  override name = 'FencedError';
}

/**
 * Takes the city over: raises the fence, so that a writer still running fails its next commit. A log that is not the one
 * the position was made in (another creation time), or that ends before it, starts from its beginning, which becomes a
 * finding; identities keep the counting exact.
 */
export async function takeOver(
  client: ClientBase,
  log: { readonly id: string; readonly lastSeq: number },
): Promise<Position> {
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO findings (seq, idx, world, source, id, found, detail)
     SELECT seq, -1, '', '', '', 'hole', format('the log %s was counted up to %s; now it is %s, which ends at %s, and is read from its beginning', stream, seq, $1::text, $2::bigint)
     FROM writer_position WHERE stream <> $1::text OR seq > $2::bigint`,
    [log.id, log.lastSeq],
  );
  const { rows } = await client.query<Position>(
    `INSERT INTO writer_position AS p (stream, seq, commit, fence) VALUES ($1, 0, 0, 1)
     ON CONFLICT (only_row) DO UPDATE
     SET fence = p.fence + 1, stream = EXCLUDED.stream, seq = CASE WHEN p.stream = $1 AND p.seq <= $2 THEN p.seq ELSE 0 END
     RETURNING seq, commit, fence`,
    [log.id, log.lastSeq],
  );
  await client.query('COMMIT');
  return only(rows);
}

/** Locks the position for this transaction; throws FencedError when another writer has taken over. */
export async function lockPosition(client: ClientBase, fence: number): Promise<Position> {
  const { rows } = await client.query<Position>('SELECT seq, commit, fence FROM writer_position FOR UPDATE');
  const position = only(rows);
  if (position.fence !== fence) throw new FencedError('another writer has taken over');
  return position;
}

/** Moves the position to what this transaction wrote. */
export async function movePosition(client: ClientBase, seq: number, commit: number): Promise<void> {
  await client.query('UPDATE writer_position SET seq = $1, commit = $2, committed_at = now()', [seq, commit]);
}

function only<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (!row) throw new FencedError('writer_position is empty; was the database migrated by another version?');
  return row;
}
