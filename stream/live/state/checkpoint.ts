import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type pg from 'pg';
import { foldVersion, readableFoldVersions } from '#shared/fold/fold-state.ts';
import type { StandingCounts } from '#shared/store/read-standing-counts.ts';
import type { LiveImage } from './live-state.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);
/** The ten minutes that it is now, as the rows that are kept are named. */
const presentSpan = `date_bin('10 minutes', now(), 'epoch')`;

/** A snapshot of the state: of which log, how far, and with which version of the pack. */
export type Checkpoint = {
  readonly stream: string;
  readonly seq: number;
  readonly packVersion: string;
  readonly image: LiveImage;
};

/** A kept snapshot's content: the state of all worlds, and what was counted of them at or before its place. Older ones lack counts. */
export type KeptImage = LiveImage & { readonly counts?: Pick<StandingCounts, 'seq' | 'worlds'> };

/**
 * Writes the newest checkpoint over the one before it, and drops those that were kept for 30 days. Returns whether a snapshot of
 * these ten minutes is kept.
 */
export async function saveCheckpoint(pool: pg.Pool, { stream, seq, packVersion, image }: Checkpoint): Promise<boolean> {
  const { rows } = await pool.query<{ isKept: boolean }>(
    `WITH expired AS (DELETE FROM checkpoints WHERE hour < now() - interval '30 days')
     INSERT INTO checkpoints (hour, stream, seq, fold_version, pack_version, state) VALUES ('infinity', $1, $2, $3, $4, $5)
     ON CONFLICT (hour) DO UPDATE
     SET stream = EXCLUDED.stream, seq = EXCLUDED.seq, fold_version = EXCLUDED.fold_version,
         pack_version = EXCLUDED.pack_version, state = EXCLUDED.state, taken_at = EXCLUDED.taken_at
     RETURNING EXISTS (SELECT FROM checkpoints k WHERE k.hour = ${presentSpan}) AS "isKept"`,
    [stream, seq, foldVersion, packVersion, await pack(image)],
  );
  return rows[0]?.isKept === true;
}

/** Keeps a snapshot for 30 days, unless there is one of these ten minutes: a replay starts from it. */
export async function keepSnapshot(
  pool: pg.Pool,
  { stream, seq, packVersion, image }: Omit<Checkpoint, 'image'> & { readonly image: KeptImage },
): Promise<void> {
  await pool.query(
    `INSERT INTO checkpoints (hour, stream, seq, fold_version, pack_version, state)
     VALUES (${presentSpan}, $1, $2, $3, $4, $5) ON CONFLICT (hour) DO NOTHING`,
    [stream, seq, foldVersion, packVersion, await pack(image)],
  );
}

function pack(image: KeptImage): Promise<Buffer> {
  return compress(JSON.stringify(image), { level: 1 });
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
