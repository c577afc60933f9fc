import type { Sql } from './sql.ts';

const KEPT_MS = 3_600_000;

/** Keeps a part of an upload, in place of an earlier one of the same number, and forgets uploads nobody came back for. */
export async function savePackPart(
  sql: Sql,
  { upload, part, bytes, at }: { upload: string; part: number; bytes: Buffer; at: Date },
): Promise<void> {
  await sql.query('DELETE FROM pack_uploads WHERE at < $1', [new Date(at.getTime() - KEPT_MS)]);
  await sql.query(
    `INSERT INTO pack_uploads (upload, part, bytes, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (upload, part) DO UPDATE SET bytes = excluded.bytes, at = excluded.at`,
    [upload, part, bytes, at],
  );
}

/** The parts of an upload in order. */
export async function readPackParts(sql: Sql, upload: string): Promise<Buffer[]> {
  const { rows } = await sql.query<{ bytes: Buffer }>(
    'SELECT bytes FROM pack_uploads WHERE upload = $1 ORDER BY part',
    [upload],
  );
  return rows.map(({ bytes }) => bytes);
}

/** Forgets an upload. */
export async function deletePackUpload(sql: Sql, upload: string): Promise<void> {
  await sql.query('DELETE FROM pack_uploads WHERE upload = $1', [upload]);
}
