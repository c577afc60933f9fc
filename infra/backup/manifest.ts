import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Names of the files of a backup; `keys` is there only when a passphrase was given. */
export const backupFiles = {
  manifest: 'manifest.json',
  database: 'database.dump',
  log: 'log.frames.gz',
  quarantine: 'quarantine.frames.gz',
  keys: 'keys.sealed',
} as const;

const count = z.int().min(0);

const fileSum = z.strictObject({ name: z.string(), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const streamPart = z.strictObject({
  stream: z.string(),
  /** Name and creation time: a stream made anew is another one. */
  id: z.string(),
  /** First and last sequence that the file holds; it holds none when `to` is `from` - 1. */
  from: z.int().min(1),
  to: count,
  messages: count,
  /** Sequences in between that the stream itself did not hold. */
  missing: z.array(z.tuple([count, count])),
});

const manifestSchema = z.strictObject({
  format: z.literal(1),
  id: z.string().min(1),
  takenAt: z.iso.datetime(),
  /** Of the project. */
  version: z.string(),
  city: z.string(),
  timeZone: z.string(),
  foldVersion: count,
  database: z.strictObject({
    postgres: z.string(),
    timescaledb: z.string(),
    migrations: z.array(z.strictObject({ number: count, name: z.string(), checksum: z.string() })),
    /** Rows of each table, as the snapshot has them. */
    rows: z.record(z.string(), count),
    /** Where the writer stood: the log's id, the last frame that is counted in the dump. */
    stream: z.string(),
    seq: count,
  }),
  log: streamPart.extend({ events: count }),
  quarantine: streamPart,
  /** What whoever restores must know. */
  warnings: z.array(z.string()),
  files: z.array(fileSum),
});

/** What a backup says of itself. */
export type Manifest = z.output<typeof manifestSchema>;
/** One file of a backup, with the sum it had when it was written. */
export type FileSum = z.output<typeof fileSum>;
/** What was taken of a stream. */
export type StreamPart = z.output<typeof streamPart>;

/** Reads a backup's manifest. Throws, saying what to do, where there is none or one that this version cannot read. */
export function readManifest(folder: string): Manifest {
  const file = join(folder, backupFiles.manifest);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new Error(`${folder} holds no ${backupFiles.manifest}: it is no backup, or one that was not finished`, {
      cause,
    });
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} is damaged, or of a version that this one cannot read: take another backup`, { cause });
  }
}
