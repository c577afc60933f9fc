import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { StateImage } from '#shared/fold/encode-state.ts';
import { foldVersion, readableFoldVersions } from '#shared/fold/fold-state.ts';
import type { EvaluatorImage } from '#shared/rules/image.ts';
import type { Sql } from '#shared/store/sql.ts';
import type { JudgingStart } from './judging.ts';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** The city's pack as far as it decides how the log is folded. */
type FoldOf = { readonly stream: string; readonly packVersion: string };

/**
 * What the last commits left: the fold at a place in the log, and each world's evaluator at its own, later one. From the fold's
 * place the log is folded again; each evaluator takes in what comes after its own. A fold of another log or version is
 * left alone and the log folded from its beginning.
 */
export async function loadState(
  sql: Sql,
  { stream, packVersion, lastSeq }: FoldOf & { readonly lastSeq: number },
): Promise<JudgingStart> {
  const folds = await sql.query<{ seq: number; state: Buffer }>(
    `SELECT seq, state FROM duty_folds
     WHERE stream = $1 AND pack_version = $2 AND fold_version = ANY($3) AND seq <= $4`,
    [stream, packVersion, readableFoldVersions, lastSeq],
  );
  const [fold] = folds.rows;
  const images = await sql.query<{ world: string; stream: string; seq: number; image: Buffer }>(
    'SELECT world, stream, seq, image FROM evaluator_images ORDER BY world',
  );
  return {
    stream,
    seq: fold?.seq ?? 0,
    fold: fold && ((await parse(fold.state)) as StateImage),
    images: await Promise.all(
      images.rows.map(async ({ world, image, ...row }) => ({
        world,
        // Of another log nothing was taken in; its alerts are open all the same.
        seq: row.stream === stream && row.seq <= lastSeq ? row.seq : 0,
        image: (await parse(image)) as EvaluatorImage,
      })),
    ),
  };
}

/** Keeps evaluators as they stand after a frame, and forgets worlds that are over. */
export async function saveImages(
  sql: Sql,
  saved: {
    readonly stream: string;
    readonly seq: number;
    readonly rules: string;
    readonly images: readonly EvaluatorImage[];
    readonly ended: readonly string[];
  },
): Promise<void> {
  const { stream, seq, rules, images, ended } = saved;
  for (const image of images) {
    await sql.query(
      `INSERT INTO evaluator_images (world, stream, seq, rules, image) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (world) DO UPDATE SET stream = EXCLUDED.stream, seq = EXCLUDED.seq, rules = EXCLUDED.rules,
         image = EXCLUDED.image, saved_at = now()`,
      [image.world, stream, seq, rules, await compress(JSON.stringify(image), { level: 1 })],
    );
  }
  if (ended.length > 0) await sql.query('DELETE FROM evaluator_images WHERE world = ANY($1)', [ended]);
}

/** Keeps the fold as it stands after a frame. */
export async function saveFold(
  sql: Sql,
  { stream, seq, packVersion, state }: FoldOf & { readonly seq: number; readonly state: StateImage },
): Promise<void> {
  await sql.query(
    `INSERT INTO duty_folds (stream, seq, fold_version, pack_version, state) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (only_row) DO UPDATE SET stream = EXCLUDED.stream, seq = EXCLUDED.seq,
       fold_version = EXCLUDED.fold_version, pack_version = EXCLUDED.pack_version, state = EXCLUDED.state, taken_at = now()`,
    [stream, seq, foldVersion, packVersion, await compress(JSON.stringify(state), { level: 1 })],
  );
}

async function parse(bytes: Buffer): Promise<unknown> {
  return JSON.parse((await decompress(bytes)).toString());
}
