import type { Sql } from './sql.ts';

/** Revokes a wall token from `at` on and returns when it was revoked: earlier, if it had been. Undefined: no such id. */
export async function revokeWallToken(sql: Sql, id: string, at: Date): Promise<Date | undefined> {
  const { rows } = await sql.query<{ revoked_at: Date }>(
    'UPDATE wall_tokens SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1 RETURNING revoked_at',
    [id, at],
  );
  return rows[0]?.revoked_at;
}
