import { hashToken } from '../access/token.ts';
import type { Sql } from './sql.ts';

/** `world` null: the screen may show any world. */
export type WallToken = { readonly label: string; readonly world: string | null };

/** What a wall screen's token allows; undefined when it is unknown or revoked. */
export async function findWallToken(sql: Sql, token: string, now: Date): Promise<WallToken | undefined> {
  const { rows } = await sql.query<WallToken>(
    'SELECT label, world FROM wall_tokens WHERE token_hash = $1 AND (revoked_at IS NULL OR revoked_at > $2)',
    [hashToken(token), now],
  );
  return rows[0];
}
