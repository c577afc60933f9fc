import type { Sql } from './sql.ts';

/** Stores a wall screen's token as a hash; `world` null allows any world. */
export async function insertWallToken(
  sql: Sql,
  token: { id: string; tokenHash: string; label: string; world: string | null; at: Date },
): Promise<void> {
  await sql.query('INSERT INTO wall_tokens (id, token_hash, label, world, created_at) VALUES ($1, $2, $3, $4, $5)', [
    token.id,
    token.tokenHash,
    token.label,
    token.world,
    token.at,
  ]);
}
