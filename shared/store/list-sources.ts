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
  const { rows } = await sql.query<Source & { total: number }>(
    `SELECT world, source, validKeys AS "validKeys", kinds, assets, count(*) OVER () AS total FROM (
       SELECT k.world, k.source, count(DISTINCT k.kid) FILTER (WHERE k.revoked_at IS NULL AND k.expires_at > $1) AS validKeys,
         array_agg(DISTINCT kind) AS kinds, array_agg(DISTINCT asset) AS assets
       FROM sender_keys k, unnest(k.kinds) AS kind, unnest(k.assets) AS asset
       WHERE k.world = $2 AND k.expires_at > $3 AND (k.revoked_at IS NULL OR k.revoked_at > $3)
         AND ($4 = '' OR strpos(lower(k.source), lower($4)) > 0)
       GROUP BY k.world, k.source) s
     ORDER BY source LIMIT $5 OFFSET $6`,
    [now, world, since, text, limit, skip],
  );
  const toSource = ({ total: _, ...source }: Source & { total: number }): Source => source;
  return { total: rows[0]?.total ?? 0, sources: rows.map(toSource) };
}
