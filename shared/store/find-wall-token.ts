import { hashToken } from '../access/token.ts';
import type { Sql } from './sql.ts';

/** `world` null: the screen may show any world. */
export type WallToken = { readonly label: string; readonly world: string | null };

/**
 * What a wall screen's token allows; undefined when it is unknown or revoked. When it was revoked is not compared with any
 * clock: ours may be behind the one that wrote it.
 */
export async function findWallToken(sql: Sql, token: string): Promise<WallToken | undefined> {
  const { rows } = await sql.query<WallToken>(
    'SELECT label, world FROM wall_tokens WHERE token_hash = $1 AND revoked_at IS NULL',
    [hashToken(token)],
  );
  return rows[0];
}
