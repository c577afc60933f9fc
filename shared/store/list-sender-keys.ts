import type { SenderKey } from '../wire/registry.ts';
import type { Sql } from './sql.ts';

type Row = Omit<SenderKey, 'notBefore' | 'expiresAt' | 'revokedAt'> & {
  notBefore: Date;
  expiresAt: Date;
  revokedAt: Date | null;
};

/** Keys that were still good at `since` or later, oldest first. */
export async function listSenderKeys(sql: Sql, since: Date): Promise<SenderKey[]> {
  const { rows } = await sql.query<Row>(
    `SELECT kid, secret_hash AS "secretHash", source, world, kinds, assets, rate_per_s AS "ratePerS",
            allowance_d AS "allowanceD", not_before AS "notBefore", expires_at AS "expiresAt", revoked_at AS "revokedAt"
     FROM sender_keys WHERE expires_at > $1 AND (revoked_at IS NULL OR revoked_at > $1)
     ORDER BY not_before, kid`,
    [since],
  );
  return rows.map((row) => ({
    ...row,
    notBefore: row.notBefore.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}
