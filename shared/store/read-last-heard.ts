import type { Sql } from './sql.ts';

/** Of which source: what lies under it, at assets as its keys name them (`K*`), in events that happened since `since`. */
export type HeardAsked = {
  readonly world: string;
  readonly source: string;
  readonly assets: readonly string[];
  readonly since: Date;
};

/**
 * When the newest event of a source was received; null when there is none since `since`. Looks at the latest events of
 * each asset by their index, so it costs by the number of assets and not of events.
 */
export async function readLastHeard(sql: Sql, { world, source, assets, since }: HeardAsked): Promise<Date | null> {
  const { rows } = await sql.query<{ at: Date | null }>(
    `SELECT max(latest.received) AS at
     FROM (SELECT DISTINCT code FROM assets WHERE code LIKE ANY ($3::text[])) a,
       LATERAL (
         SELECT e.received FROM events e
         WHERE e.asset = a.code AND e.time >= $4 AND e.world = $1
           AND (e.source = $2 OR starts_with(e.source, $2 || '/') OR starts_with(e.source, $2 || ':'))
         ORDER BY e.time DESC LIMIT 1) latest`,
    [world, source, assets.map(toLikePattern), since],
  );
  return rows[0]?.at ?? null;
}

/** The last civil day on which anything of a source was received; null when there was none. */
export async function readLastReceiptDay(
  sql: Sql,
  { world, source }: Pick<HeardAsked, 'world' | 'source'>,
): Promise<string | null> {
  const { rows } = await sql.query<{ day: string | null }>(
    `SELECT max(day)::text AS day FROM receipts
     WHERE world = $1 AND accepted > 0
       AND (source = $2 OR starts_with(source, $2 || '/') OR starts_with(source, $2 || ':'))`,
    [world, source],
  );
  return rows[0]?.day ?? null;
}

/** A key's pattern, `K0*`, as LIKE has it. */
function toLikePattern(pattern: string): string {
  const isPrefix = pattern.endsWith('*');
  const literal = (isPrefix ? pattern.slice(0, -1) : pattern).replaceAll(/[\\%_]/g, (char) => `\\${char}`);
  return isPrefix ? `${literal}%` : literal;
}
