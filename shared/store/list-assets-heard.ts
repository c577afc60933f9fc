import type { Sql } from './sql.ts';

/** Which of these assets have sent something in `live` since an instant, and when last. */
export async function listAssetsHeard(
  sql: Sql,
  assets: readonly string[],
  since: Date,
): Promise<{ asset: string; at: Date }[]> {
  if (assets.length === 0) return [];
  const { rows } = await sql.query<{ asset: string; at: Date }>(
    `SELECT asset, max(time) AS at FROM events
     WHERE asset = ANY($1) AND time > $2 AND world = 'live' GROUP BY asset ORDER BY asset`,
    [assets, since],
  );
  return rows;
}
