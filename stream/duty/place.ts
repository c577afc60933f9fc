import type { Sql } from '#shared/store/sql.ts';

/** Where the duty process is: which log, how far, and the number of the last change that screens were told. */
export type Place = { readonly stream: string; readonly seq: number; readonly change: number };

/** Another duty process has taken this city over; this one must end. */
export class FencedError extends Error {
  override name = 'FencedError';
}

/** Takes the city over: raises the fence, so that a duty process still running fails its next commit. */
export async function takeOver(sql: Sql): Promise<{ readonly fence: number }> {
  const { rows } = await sql.query<{ fence: number }>(
    `INSERT INTO duty_position AS p (stream, seq, fence) VALUES ('', 0, 1)
     ON CONFLICT (only_row) DO UPDATE SET fence = p.fence + 1 RETURNING fence`,
  );
  return only(rows);
}

/** Holds the place until the transaction ends; throws FencedError when another duty process has taken over. */
export async function lockPlace(sql: Sql, fence: number): Promise<Place> {
  const { rows } = await sql.query<Place & { fence: number }>(
    'SELECT stream, seq, change, fence FROM duty_position FOR UPDATE',
  );
  const { fence: held, ...place } = only(rows);
  if (held !== fence) throw new FencedError('another duty process has taken over');
  return place;
}

/** Moves the place to what this transaction took in. */
export async function movePlace(sql: Sql, { stream, seq }: Pick<Place, 'stream' | 'seq'>): Promise<void> {
  await sql.query('UPDATE duty_position SET stream = $1, seq = $2, committed_at = now()', [stream, seq]);
}

/** Numbers a change that screens are told of. */
export async function nextChange(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ change: number }>(
    'UPDATE duty_position SET change = change + 1, committed_at = now() RETURNING change',
  );
  return only(rows).change;
}

function only<Row>(rows: readonly Row[]): Row {
  const row = rows[0];
  if (!row) throw new FencedError('duty_position is empty; was the database migrated by another version?');
  return row;
}
