import type { Sql } from './sql.ts';

/** A source as keys name it: what its keys may send, and how many of them can be used. */
export type Source = {
  readonly world: string;
  readonly source: string;
  readonly kinds: readonly string[];
  readonly assets: readonly string[];
  readonly validKeys: number;
};

export type SourcesAsked = {
  readonly now: Date;
  readonly world: string;
  /** Sources whose last key ended before this are left out. */
  readonly since: Date;
  readonly text?: string;
  readonly limit: number;
  readonly skip: number;
};

/** The sources of a world that send or lately did, in order of name. */
export async function listSources(
  sql: Sql,
  { now, world, since, text = '', limit, skip }: SourcesAsked,
): Promise<{ total: number; sources: Source[] }> {
  const asked = [world, since, text];
  const found = await sql.query<{ total: number }>(
    `SELECT count(DISTINCT source) AS total FROM sender_keys k WHERE ${isAsked}`,
    asked,
  );
  const { rows } = await sql.query<Source>(
    `SELECT k.world, k.source, array_agg(DISTINCT kind) AS kinds, array_agg(DISTINCT asset) AS assets,
       count(DISTINCT k.kid) FILTER (WHERE k.revoked_at IS NULL AND k.expires_at > $4) AS "validKeys"
     FROM sender_keys k, unnest(k.kinds) AS kind, unnest(k.assets) AS asset
     WHERE ${isAsked} GROUP BY k.world, k.source ORDER BY k.source LIMIT $5 OFFSET $6`,
    [...asked, now, limit, skip],
  );
  return { total: found.rows[0]?.total ?? 0, sources: rows };
}

const isAsked = `k.world = $1 AND k.expires_at > $2 AND (k.revoked_at IS NULL OR k.revoked_at > $2)
  AND ($3 = '' OR strpos(lower(k.source), lower($3)) > 0)`;
