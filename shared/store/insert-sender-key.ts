import type { SenderKey } from '../wire/registry.ts';
import type { Sql } from './sql.ts';

/** Stores a new key; its secret only as a hash. */
export async function insertSenderKey(sql: Sql, key: SenderKey): Promise<void> {
  await sql.query(
    `INSERT INTO sender_keys
       (kid, secret_hash, source, world, kinds, assets, rate_per_s, allowance_d, not_before, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      key.kid,
      key.secretHash,
      key.source,
      key.world,
      key.kinds,
      key.assets,
      key.ratePerS,
      key.allowanceD,
      key.notBefore,
      key.expiresAt,
    ],
  );
}
