/**
 * SQL of an order-free fingerprint: the count of rows and the sum of 60 bits of each row's MD5, as text. It guards
 * against loss and change by accident, not against a forger.
 */
export function fingerprintSql(table: 'events' | 'rollup_day', where: string): string {
  return `SELECT count(*) AS rows, coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0)::text AS hash FROM ${table} t WHERE ${where}`;
}
