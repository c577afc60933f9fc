import { readableFoldVersions } from '../fold/fold-state.ts';
import type { Sql } from './sql.ts';

/** A snapshot as it is kept: JSON, gzip. */
export type KeptCheckpoint = { readonly stream: string; readonly seq: number; readonly state: Buffer };

/**
 * The newest snapshot of the fold that lies before a frame of the log, of the log that is counted now and a fold that can be
 * gone on from; kept ones first: they know what was counted. Undefined: there is none, and the log is to be folded from its beginning.
 */
export async function readPastCheckpoint(
  sql: Sql,
  { beforeSeq, packVersion }: { readonly beforeSeq: number; readonly packVersion: string },
): Promise<KeptCheckpoint | undefined> {
  const { rows } = await sql.query<KeptCheckpoint>(
    `SELECT stream, seq, state FROM checkpoints
     WHERE stream = (SELECT stream FROM writer_position) AND fold_version = ANY($2) AND pack_version = $3 AND seq < $1
     ORDER BY isfinite(hour) DESC, seq DESC LIMIT 1`,
    [beforeSeq, readableFoldVersions, packVersion],
  );
  return rows[0];
}

/** Whether the long log is still whole: nothing of it was ever dropped. Then it can be folded without a snapshot. */
export async function isLogWhole(sql: Sql): Promise<boolean> {
  const { rows } = await sql.query<{ whole: boolean }>(
    'SELECT NOT EXISTS (SELECT FROM seals WHERE dropped_at IS NOT NULL) AS whole',
  );
  return rows[0]?.whole === true;
}
