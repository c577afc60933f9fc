const dayOf = {
  events: `t.time >= $2::date::timestamp AT TIME ZONE 'UTC' AND t.time < ($2::date + 1)::timestamp AT TIME ZONE 'UTC'`,
  rollup_day: 't.bucket = $2::date',
};

/**
 * SQL of an order-free fingerprint of world $1 on day $2 (`events`: UTC): the count of rows and the sum of 60 bits of each
 * row's MD5, as text. It guards against loss and change by accident, not against a forger.
 */
export function fingerprintSql(table: keyof typeof dayOf): string {
  return `SELECT count(*) AS rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text AS hash
    FROM ${table} t WHERE t.world = $1 AND ${dayOf[table]}`;
}
