import type { WallTokenListed } from '../access/wall-token-commands.ts';
import type { Sql } from './sql.ts';

type Row = Omit<WallTokenListed, 'createdAt' | 'revokedAt'> & { createdAt: Date; revokedAt: Date | null };

/** Every wall token there was, without its secret, oldest first. */
export async function listWallTokens(sql: Sql): Promise<WallTokenListed[]> {
  const { rows } = await sql.query<Row>(
    `SELECT id, label, world, created_at AS "createdAt", revoked_at AS "revokedAt"
     FROM wall_tokens ORDER BY created_at, id`,
  );
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}
