import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type pg from 'pg';
import { foldVersion, readableFoldVersions } from '#shared/fold/fold-state.ts';
import type { LiveImage } from './live-state.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A snapshot of the state: of which log, how far, and with which version of the pack. */
export type Checkpoint = {
  readonly stream: string;
  readonly seq: number;
  readonly packVersion: string;
  readonly image: LiveImage;
};

/** Writes a checkpoint in one statement: over the present hour's, and drops what is older than 30 days. */
export async function saveCheckpoint(pool: pg.Pool, { stream, seq, packVersion, image }: Checkpoint): Promise<void> {
  const state = await compress(JSON.stringify(image), { level: 1 });
  await pool.query(
    `WITH expired AS (DELETE FROM checkpoints WHERE hour < now() - interval '30 days')
     INSERT INTO checkpoints (hour, stream, seq, fold_version, pack_version, state)
     VALUES (date_trunc('hour', now(), 'UTC'), $1, $2, $3, $4, $5)
     ON CONFLICT (hour) DO UPDATE
     SET stream = EXCLUDED.stream, seq = EXCLUDED.seq, fold_version = EXCLUDED.fold_version,
         pack_version = EXCLUDED.pack_version, state = EXCLUDED.state, taken_at = EXCLUDED.taken_at`,
    [stream, seq, foldVersion, packVersion, state],
  );
}

/** The newest checkpoint of this log, a fold that can be gone on from, and this pack, if there is one; `seq` is at most `lastSeq`. */
export async function loadCheckpoint(
  pool: pg.Pool,
  { stream, lastSeq, packVersion }: { stream: string; lastSeq: number; packVersion: string },
): Promise<Checkpoint | undefined> {
  const { rows } = await pool.query<{ seq: number; state: Buffer }>(
    `SELECT seq, state FROM checkpoints
     WHERE stream = $1 AND fold_version = ANY($2) AND pack_version = $4 AND seq <= $3 ORDER BY seq DESC LIMIT 1`,
    [stream, readableFoldVersions, lastSeq, packVersion],
  );
  const [row] = rows;
  if (!row) return undefined;
  const image = JSON.parse((await decompress(row.state)).toString()) as LiveImage;
  return { stream, seq: row.seq, packVersion, image };
}
