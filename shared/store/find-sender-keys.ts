import type { Sql } from './sql.ts';

/** A key as an administrator sees it, without its secret's hash. */
export type FoundKey = {
  readonly kid: string;
  readonly source: string;
  readonly world: string;
  readonly kinds: readonly string[];
  readonly assets: readonly string[];
  readonly ratePerS: number;
  readonly allowanceD: number;
  readonly notBefore: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

/** Which keys: `valid` can be used at `now`, `ended` cannot; of a source, a world or a name that holds `text`. */
export type KeysAsked = {
  readonly now: Date;
  readonly state: 'valid' | 'ended' | 'any';
  readonly text?: string;
  /** Only those that end before this. */
  readonly endsBefore?: Date;
  readonly limit: number;
  readonly skip: number;
};

/** Keys of senders, the next to end first among the valid, the last to have ended first among the others; test keys left out. */
export async function findSenderKeys(
  sql: Sql,
  { now, state, text = '', endsBefore, limit, skip }: KeysAsked,
): Promise<{ total: number; keys: FoundKey[] }> {
  const asked = [now, state, text, endsBefore ?? null];
  const found = await sql.query<{ total: number }>(`SELECT count(*) AS total FROM sender_keys WHERE ${isAsked}`, asked);
  const { rows } = await sql.query<FoundKey>(
    `SELECT ${foundKeyColumns} FROM sender_keys WHERE ${isAsked}
     ORDER BY (revoked_at IS NULL AND expires_at > $1) DESC,
       CASE WHEN revoked_at IS NULL AND expires_at > $1 THEN expires_at END,
       least(revoked_at, expires_at) DESC, kid
     LIMIT $5 OFFSET $6`,
    [...asked, limit, skip],
  );
  return { total: found.rows[0]?.total ?? 0, keys: rows };
}

/** One key, or all those of its source and world, the newest first. */
export async function findKeysBeside(sql: Sql, kid: string): Promise<FoundKey[]> {
  const { rows } = await sql.query<FoundKey>(
    `SELECT ${foundKeyColumns} FROM sender_keys k
     WHERE EXISTS (SELECT FROM sender_keys o WHERE o.kid = $1 AND o.source = k.source AND o.world = k.world)
     ORDER BY not_before DESC, kid`,
    [kid],
  );
  return rows;
}

const foundKeyColumns = `kid, source, world, kinds, assets, rate_per_s AS "ratePerS", allowance_d AS "allowanceD",
  not_before AS "notBefore", expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

const isAsked = `world NOT LIKE 'sim:try-%'
  AND ($2 = 'any' OR ($2 = 'valid') = (revoked_at IS NULL AND expires_at > $1))
  AND ($3 = '' OR strpos(lower(concat_ws(' ', kid, source, world)), lower($3)) > 0)
  AND ($4::timestamptz IS NULL OR expires_at < $4)`;
